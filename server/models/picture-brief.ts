/**
 * What a model that makes pictures is told: how the frame is drawn (a prompt file), then the frame in a
 * crew's words from its typed fields and marks, and, only as far as everybody concerned allows, from its
 * words (MO31, MO32). One text; nothing else of the board leaves.
 */
import {
	ANGLES,
	FRAMINGS,
	KEY_SIDES,
	LIGHT_KEYS,
	LIGHT_MOTIVATIONS,
	LIGHT_PATTERNS,
	labelOf,
	SHOT_KINDS,
	SHOT_SIZES,
} from '#core/board/vocabulary.ts'
import type { SubjectMark } from '#core/canvas/panel-marks.ts'
import type { PanelView, SceneView } from '#core/suggestions/scene-view.ts'

/** Endpoints cut longer ones, and so does nobody who reads it on a card. */
const MAX_LETTERS = 1100

export interface PictureRequest {
	panel: PanelView
	/** For the panel itself, or for a new one after it. */
	as: 'panel' | 'new'
	/** What the person asked for, or null. */
	words: string | null
	withTexts: boolean
}
export interface PictureBrief {
	text: string
	holdsTexts: boolean
}

export function briefPicture(view: SceneView, request: PictureRequest): PictureBrief {
	const { panel, as, words, withTexts } = request
	const isNew = as === 'new'
	const frame = isNew ? [] : frameOf(panel)
	const people = isNew ? [] : panel.marks.subjects.map((each) => standing(each, withTexts))
	const told = withTexts ? toldOf(view, panel, isNew) : []
	const said = [
		`Frame ${view.aspectRatio.toFixed(2)} to 1.`,
		placeOf(view),
		...(frame.length > 0 ? [`${frame.join(', ')}.`] : []),
		...people,
		...lightOf(panel),
		// Before the script: what somebody asked for is never what is cut off.
		...(words === null ? [] : [`Wanted: ${words}.`]),
		...told,
	]
	const text = said.join(' ').replace(/\s+/g, ' ').slice(0, MAX_LETTERS).trim()
	return { text, holdsTexts: told.length > 0 || words !== null }
}

function placeOf({ place }: SceneView): string {
	const where =
		place.setting === null ? '' : place.setting === 'both' ? 'in and out of doors' : place.setting
	const when = place.time?.toLowerCase() ?? ''
	const both = [where, when].filter(Boolean).join(', ')
	return both === '' ? '' : `Place and time: ${both}.`
}

function frameOf({ shot }: PanelView): string[] {
	const { size, kind, framing, angle, lensMm } = shot
	return [
		size === null ? '' : labelOf(SHOT_SIZES, size),
		kind === null ? '' : labelOf(SHOT_KINDS, kind).toLowerCase(),
		framing === null ? '' : labelOf(FRAMINGS, framing).toLowerCase(),
		angle === null ? '' : `camera ${labelOf(ANGLES, angle).toLowerCase()}`,
		lensMm === null ? '' : `${lensMm} mm lens`,
	].filter(Boolean)
}

function standing({ name, box, facingDeg }: SubjectMark, withTexts: boolean): string {
	const x = box.x + box.w / 2
	const side = x < 0.4 ? 'left in the frame' : x > 0.6 ? 'right in the frame' : 'in the middle'
	const who = withTexts && name !== '' ? name : 'A person'
	return `${who} ${side}, ${Math.round(box.h * 100)} % of its height, ${looking(facingDeg)}.`
}

function looking(facingDeg: number | null): string {
	if (facingDeg === null) return 'looking as the scene asks'
	const turn = Math.abs(facingDeg)
	if (turn < 20) return 'looking at the camera'
	if (turn > 150) return 'seen from behind'
	return `looking ${facingDeg > 0 ? 'right' : 'left'}`
}

function lightOf({ shot }: PanelView): string[] {
	const { keySide, keyToFill, lightPattern, lightMotivation, lightKey } = shot
	const said = [
		keySide === null ? '' : `key ${labelOf(KEY_SIDES, keySide).toLowerCase()}`,
		keyToFill === null ? '' : `contrast ${keyToFill} to 1`,
		lightPattern === null ? '' : labelOf(LIGHT_PATTERNS, lightPattern).toLowerCase(),
		lightKey === null ? '' : labelOf(LIGHT_KEYS, lightKey).toLowerCase(),
		lightMotivation === null || lightMotivation === 'none'
			? ''
			: `from ${labelOf(LIGHT_MOTIVATIONS, lightMotivation).toLowerCase()}`,
	].filter(Boolean)
	return said.length === 0 ? [] : [`Light: ${said.join(', ')}.`]
}

/** What the script and the captions say: of a new panel, what comes after the one before it. */
function toldOf(view: SceneView, panel: PanelView, isNew: boolean): string[] {
	const heading = view.heading.trim() === '' ? [] : [`Scene: ${view.heading.trim()}.`]
	if (isNew) {
		const at = Math.max(
			-1,
			...panel.blockIds.map((id) => view.blocks.findIndex((b) => b.id === id)),
		)
		const next = view.blocks
			.slice(at + 1)
			.find(({ id, type }) => type === 'action' && view.showing(id).length === 0)
		const before = panel.action.trim() === '' ? [] : [`Just before: ${panel.action.trim()}`]
		return [...heading, ...before, ...(next ? [`Now: ${next.text.trim()}`] : [])]
	}
	const { subjects, props } = panel.shot
	const script = view.blocks
		.filter(({ id, type }) => type === 'action' && panel.blockIds.includes(id))
		.map(({ text }) => text.trim())
	return [
		...heading,
		...(subjects.length > 0 ? [`In it: ${subjects.join(', ')}.`] : []),
		...(props.length > 0 ? [`Things: ${props.join(', ')}.`] : []),
		...(panel.action.trim() === '' ? script : [panel.action.trim()]),
	]
}
