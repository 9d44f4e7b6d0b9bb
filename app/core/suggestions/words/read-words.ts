/**
 * Asking in words, answered without a model where the words are a film crew's: "colder, from behind
 * her" becomes an edit of the set-up in hand. It answers nothing that it has not understood, and its
 * cards speak in our words: what the person typed is theirs and stays in the log under their key.
 */
import { EMPTY_SHOT, type ShotFields } from '../../board/shot-record.ts'
import type { Proposal } from '../engine.ts'
import type { Finding } from '../rule.ts'
import type { PanelView, SceneView } from '../scene-view.ts'
import type { Category } from '../suggestion-record.ts'
import { readNewPanel } from './new-panel-words.ts'
import { WORD_LIST, type WordEntry } from './word-list.ts'

export const WORDS_ID = 'words'
export const WORDS_VERSION = '2'
/** How sure a plain reading is, and another one. */
const CONFIDENCE = { plain: 0.8, other: 0.5 } as const
const NEGATED = /\b(not|no|never|without|don.?t|less|too)\b/

export type WordsAnswer =
	| { ok: true; category: Category; proposals: Proposal[] }
	| { ok: false; why: 'no_panel' | 'not_understood' | 'no_change' }

interface Understood {
	entry: WordEntry
	fields: Partial<ShotFields>
}

/** @param targetId a panel or shot */
export function readWords(view: SceneView, words: string, targetId: string | null): WordsAnswer {
	const panel = view.panels.find(({ id, shotId }) => id === targetId || shotId === targetId)
	if (!panel) return { ok: false, why: 'no_panel' }
	const made = readNewPanel(view, panel, words)
	if (made) return { ok: true, category: 'new_frame', proposals: [proposalOf(made)] }
	const { understood, rest } = understand(words, panel.shot)
	const length = lengthIn(rest, panel, view.frameRate)
	if (understood.length === 0 && length === null) return { ok: false, why: 'not_understood' }
	const findings = [
		...shotFindings(panel, understood),
		...(length === null || length === panel.durationFrames ? [] : [lengthFinding(panel, length)]),
	]
	if (findings.length === 0) return { ok: false, why: 'no_change' }
	return {
		ok: true,
		category: categoryOf(understood),
		proposals: findings.map(proposalOf),
	}
}

function proposalOf(finding: Finding): Proposal {
	return { finding, generatorId: WORDS_ID, generatorVersion: WORDS_VERSION }
}

function understand(words: string, shot: ShotFields): { understood: Understood[]; rest: string } {
	let rest = words.toLowerCase().replaceAll('’', "'")
	const understood: Understood[] = []
	for (const entry of WORD_LIST) {
		const found = entry.finds.exec(rest)
		// "Not so cold" is beyond a list of words: better to say nothing than the opposite.
		if (!found || NEGATED.test(rest.slice(Math.max(0, found.index - 12), found.index))) continue
		rest = rest.slice(0, found.index) + rest.slice(found.index + found[0].length)
		understood.push({ entry, fields: entry.change({ ...EMPTY_SHOT, ...shot }, found) })
	}
	return { understood, rest }
}

function shotFindings(panel: PanelView, understood: readonly Understood[]): Finding[] {
	const { shotId } = panel
	if (shotId === null || understood.length === 0) return []
	const plain = merged(understood.map(({ fields }) => fields))
	const others = understood.flatMap(({ entry }, at) => {
		if (!entry.or) return []
		const fields = understood.map((each, i) =>
			i === at ? (entry.or?.(panel.shot) ?? {}) : each.fields,
		)
		return [merged(fields)]
	})
	const says = understood.map(({ entry }) => entry.says).join(', ')
	return [plain, ...others].flatMap((all, at) => {
		const fields = onlyNew(panel.shot, all)
		if (Object.keys(fields).length === 0) return []
		const isPlain = at === 0
		return [
			{
				targetId: panel.id,
				title: isPlain ? `As asked: ${says}` : `Another way: ${says}`,
				rationale: isPlain
					? 'The plain reading of what was asked, on the set-up of this panel.'
					: 'The same words can be read like this too.',
				evidence: [],
				// Ids of set-ups come from the board, where their schema checked them.
				edit: { type: 'set_shot', shotId: shotId as `shot:${string}`, fields },
				confidence: isPlain ? CONFIDENCE.plain : CONFIDENCE.other,
			} satisfies Finding,
		]
	})
}

function merged(all: readonly Partial<ShotFields>[]): Partial<ShotFields> {
	return Object.assign({}, ...all)
}

function onlyNew(shot: ShotFields, fields: Partial<ShotFields>): Partial<ShotFields> {
	const now = new Map<string, unknown>(Object.entries(shot))
	return Object.fromEntries(
		Object.entries(fields).filter(([name, value]) => now.get(name) !== value),
	)
}

/** Numbers as people say them. */
const NUMBERS: Readonly<Record<string, number>> = {
	...{ half: 0.5, a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, eight: 8, ten: 10 },
}
const SECONDS =
	/(\d+(?:[.,]\d+)? ?|(?:half a|a|one|two|three|four|five|six|eight|ten) )(?:s|sec|seconds?)\b ?(longer|more|shorter|less)?/

/** The length that the words ask for, frames. */
function lengthIn(rest: string, panel: PanelView, frameRate: number): number | null {
	const now = panel.durationFrames
	const said = SECONDS.exec(rest)
	if (said) {
		const [, count = '', change] = said
		const seconds = NUMBERS[count.replace(' a', '').trim()] ?? Number(count.replace(',', '.'))
		const frames = Math.round(seconds * frameRate)
		if (change === undefined) return Math.max(1, frames)
		const isMore = change === 'longer' || change === 'more'
		return now === null ? null : Math.max(1, now + (isMore ? frames : -frames))
	}
	if (now === null) return null
	if (/\b(twice as long|double)\b/.test(rest)) return now * 2
	if (/\bhalf (as long|the (length|time))\b/.test(rest)) return Math.max(1, Math.round(now / 2))
	if (/\b(longer|hold|slower|linger|breathe|more time)\b/.test(rest)) return Math.round(now * 1.5)
	return /\b(shorter|quicker|faster|snappier)\b/.test(rest)
		? Math.max(1, Math.round(now / 1.5))
		: null
}

function lengthFinding(panel: PanelView, durationFrames: number): Finding {
	const isLonger = durationFrames > (panel.durationFrames ?? 0)
	return {
		targetId: panel.id,
		title: isLonger ? 'As asked: hold it longer' : 'As asked: shorter',
		rationale: 'The plain reading of what was asked.',
		evidence: [],
		// Ids of panels come from the board, where the canvas schema checked them.
		edit: { type: 'set_duration', panelId: panel.id as `shape:${string}`, durationFrames },
		confidence: CONFIDENCE.plain,
	}
}

const LIGHT: ReadonlySet<string> = new Set([
	...['keySide', 'keyToFill', 'lightPattern', 'lightMotivation', 'lightQuality', 'lightKey'],
	'colorTempK',
])

/** One round has one category: that of most of what was understood. */
function categoryOf(understood: readonly Understood[]): Category {
	const names = understood.flatMap(({ fields }) => Object.keys(fields))
	if (names.length === 0) return 'pacing'
	const light = names.filter((name) => LIGHT.has(name)).length
	return light * 2 >= names.length ? 'lighting' : 'camera'
}
