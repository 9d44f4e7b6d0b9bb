/** A suggestion in a crew's words: figures in bold, who decided what, which convention it is. */
import { Fragment, type ReactNode } from 'react'
import { formatSeconds } from '#core/board/timing.ts'
import type { EditField } from '#core/suggestions/edit-fields.ts'
import { generatorIdOf, type Rule } from '#core/suggestions/rule.ts'
import { RULES } from '#core/suggestions/rules/all-rules.ts'
import type { SuggestionRecord, SuggestionStatus } from '#core/suggestions/suggestion-record.ts'

/** A figure with its unit; not the digits of a panel number such as 4C-1. */
const FIGURE = /(?<![\p{L}\d-])(\d+(?:[.,:]\d+)*\s?(?:×|%|°|mm|K|s|: ?1)?)(?![\p{L}\d-])/gu

/** The sentence with its numbers in bold. */
export function withFigures(sentence: string): ReactNode {
	const parts = sentence
		.split(FIGURE)
		.map((text, place) => ({ place, text, isFigure: place % 2 === 1 }))
	return parts.map(({ place, text, isFigure }) =>
		isFigure ? <b key={place}>{text}</b> : <Fragment key={place}>{text}</Fragment>,
	)
}

export const STATUS_WORDS: Record<SuggestionStatus, string> = {
	open: 'Waiting',
	accepted: 'Accepted',
	edited: 'Accepted, changed',
	rejected: 'Rejected',
	dismissed: 'Dismissed',
	stale: 'Overtaken',
	withdrawn: 'Withdrawn',
}

export function ruleOf({ generatorId }: Pick<SuggestionRecord, 'generatorId'>): Rule | undefined {
	return RULES.find((rule) => generatorIdOf(rule) === generatorId)
}

/** What the card's first line calls it. */
export function ruleTitle(suggestion: SuggestionRecord): string {
	const { generatorId } = suggestion
	if (generatorId === 'words') return 'As you asked'
	if (generatorId.startsWith('model:')) return `From ${modelName(generatorId)}`
	return ruleOf(suggestion)?.title ?? (generatorId === 'breakdown' ? 'From the script' : 'Proposal')
}

/** `model:openai/llama3` without how it is spoken to. */
function modelName(generatorId: string): string {
	return generatorId.slice(generatorId.indexOf('/') + 1)
}

/** Who laid it before the others; null for what nobody proposed. */
export function proposerOf({ meta }: Pick<SuggestionRecord, 'meta'>): string | null {
	return typeof meta.proposedByName === 'string' ? meta.proposedByName : null
}

/** `Craft rule K2, version 3`. */
export function sourceLine(suggestion: SuggestionRecord): string {
	const { generatorId, generatorVersion } = suggestion
	const [kind, name] = generatorId.split(':')
	if (kind === 'rule') return `Craft rule ${name}, version ${generatorVersion}`
	if (kind === 'model') return `Proposed by the model ${modelName(generatorId)}`
	if (generatorId === 'words') return 'Read from words by the craft engine'
	if (kind === 'person') return `Proposed by ${proposerOf(suggestion) ?? 'a colleague'}`
	return generatorId === 'breakdown' ? 'From the scene’s script' : (name ?? generatorId)
}

/** A row of the edit as it is shown: lengths in seconds. */
export function shownRow(row: EditField, frameRate: number): EditField {
	if (!row.key.endsWith('durationFrames')) return row
	const seconds = (text: string | null) => {
		const frames = text === null ? Number.NaN : Number.parseFloat(text)
		return Number.isNaN(frames) ? null : `${formatSeconds(frames, frameRate)} s`
	}
	return { ...row, before: seconds(row.before), after: seconds(row.after) }
}
