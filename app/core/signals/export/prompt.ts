/**
 * The question a slate answers, as messages: the scene as it stood, then what was asked. A function of
 * the context blob and the slate's own target alone, so that everything on one slate answers one prompt.
 */

import type { PanelView } from '../../suggestions/scene-view.ts'
import { CATEGORY_LABELS } from '../../suggestions/suggestion-record.ts'
import type { EventPayload } from '../event.ts'
import { panelsAbout, type SceneContext } from './scene-context.ts'
import type { Message } from './slate.ts'

/** Raised when the words below change; it is in the dataset card. */
export const PROMPT_VERSION = 'scene-question@1'
const MAX_SCRIPT_CHARS = 12_000
const MAX_PANELS = 200
/** Pictures of one question: the panel it is about, or the first panels of a scene. */
export const MAX_PICTURES = 4

const TASK =
	'You are a storyboard colleague. Propose exactly one change to the board and answer with it alone, as one JSON object: a typed edit with its "type" and fields.'

export interface Question {
	category: EventPayload<'slate.shown'>['category']
	targetId: string
}

/** @param scene null = not everybody who may have written it allows this use. `images` go first. */
export function promptOf(
	scene: SceneContext | null,
	question: Question,
	images: number,
): Message[] {
	const text = scene
		? `${sceneText(scene)}\n\n${ask(question, scene)}`
		: `The scene is not included here.\n\n${ask(question, null)}`
	const pictures = Array.from({ length: images }, () => ({ type: 'image', text: null }))
	return [
		{ role: 'system', content: [{ type: 'text', text: TASK }] },
		{ role: 'user', content: [...pictures, { type: 'text', text }] },
	]
}

function ask({ category, targetId }: Question, scene: SceneContext | null): string {
	const label = CATEGORY_LABELS[category].toLowerCase()
	return `What would you change about ${label} in ${placeOf(targetId, scene)}?`
}

function placeOf(targetId: string, scene: SceneContext | null): string {
	const panel = scene?.view.panel(targetId)
	if (panel) return `panel ${panel.number} (${targetId})`
	if (targetId.startsWith('scene:')) return 'this scene'
	const first = scene && panelsAbout(scene, targetId, 1)[0]
	const number = first ? ` of panel ${scene.view.panel(first)?.number ?? ''}` : ''
	return targetId.startsWith('shot:') ? `the set-up${number} (${targetId})` : `panel ${targetId}`
}

function sceneText({ view, number, synopsis }: SceneContext): string {
	const script = view.blocks.map(({ text }) => text).join('\n')
	const cut = script.length > MAX_SCRIPT_CHARS ? `${script.slice(0, MAX_SCRIPT_CHARS)} […]` : script
	const panels = view.panels.slice(0, MAX_PANELS).map(panelText)
	const more = view.panels.length - panels.length
	return [
		`Scene ${number} ${view.heading}`.replace(/ +/g, ' ').trim(),
		synopsis,
		`Frame ${view.aspectRatio}:1, ${view.frameRate} frames a second.`,
		cut && `Script:\n${cut}`,
		panels.length > 0 ? `Panels:\n${panels.join('\n')}` : 'No panels yet.',
		more > 0 && `${more} more panels.`,
	]
		.filter((part) => part !== '' && part !== false)
		.join('\n\n')
}

function panelText(panel: PanelView): string {
	const { number, id, shotId, shot, durationFrames, action, dialogue, notes } = panel
	const fields = Object.entries(shot)
		.filter(
			([, value]) => value !== null && value !== '' && !(Array.isArray(value) && !value.length),
		)
		.map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : value}`)
	const length = durationFrames === null ? 'not timed' : `${durationFrames} frames`
	const facts = [id, shotId ?? 'no set-up', length, ...fields].join(' · ')
	const words = [
		action && `  action: ${action}`,
		dialogue && `  dialogue: ${dialogue}`,
		notes && `  notes: ${notes}`,
	]
	return [`${number} (${facts})`, ...words.filter(Boolean)].join('\n')
}
