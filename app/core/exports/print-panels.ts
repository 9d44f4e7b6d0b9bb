/** What is printed of each panel: its words, chosen by field, and where it stands in time. */

import type { Overhang } from '../board/board-projection.ts'
import type { OmittedShot } from '../board/number-lock.ts'
import { formatSeconds, formatTimecode } from '../board/timing.ts'
import { cellText, cellValue, type ListColumn } from '../shot-list/list-column.ts'
import type { ListedPanel, ListedScene } from '../shot-list/list-row.ts'
import { OMITTED } from '../shot-list/omitted-lines.ts'
import { NOTES_FIELD, type PanelNotes } from './panel-notes.ts'
import type { PrintSettings } from './print-settings.ts'

export interface PrintPanel {
	sceneId: string
	panelId: string
	number: string
	size: string
	/** `00:00:12:05 · 3.5 s`; '' when it is not wanted or not known. */
	time: string
	isFromSuggestion: boolean
	/** Label and text; dialogue is set in the script's face. */
	words: { label: string; text: string; isScript: boolean }[]
	/** Its own width ÷ height; null = not known, so the film's. */
	aspectRatio: number | null
	/** What is printed outside its frame; null = nothing. */
	overhang: Overhang | null
	/** Said over it, or under the last of a scene: `3A OMITTED` (N4). */
	omittedBefore: string
	omittedAfter: string
	/** Drawn over the picture: x and y by turns, in 0–1 of it. */
	lines: number[][]
}
export interface PrintScene {
	sceneId: string
	number: string
	heading: string
	/** `Scene 34.5 s, 11 panels`. */
	facts: string
	panels: PrintPanel[]
}

export interface PrintTerms {
	settings: PrintSettings
	columns: readonly ListColumn[]
	frameRate: number
	notes: readonly PanelNotes[]
	/** By scene; left out where only some panels are printed. */
	omitted?: Readonly<Record<string, readonly OmittedShot[]>>
}

/** What the camera does, in one line: `EWS, eye level, 35 mm`. */
const CAMERA = ['size', 'framing', 'angle', 'movement', 'lensMm', 'equipment']
export const CAMERA_FIELD = { id: 'camera', label: 'Camera' } as const
const SHORT_LABELS: Readonly<Record<string, string>> = {
	'props.dialogue': 'Line',
	'props.action': 'Action',
	'props.notes': 'Note',
}

/** The scenes with what is printed of their panels; timecode runs through each scene. */
export function printScenes(
	scenes: readonly (ListedScene & { panels: readonly ListedPanel[] })[],
	terms: PrintTerms,
): PrintScene[] {
	const noted = new Map(terms.notes.map((notes) => [`${notes.sceneId} ${notes.panelId}`, notes]))
	return scenes.map((scene) => {
		let start = 0
		const panels = scene.panels.map((panel) => {
			const notes = noted.get(`${scene.sceneId} ${panel.panelId}`)
			const printed = printPanel(scene, panel, { ...terms, start, onPanel: notes })
			start += panel.durationFrames ?? 0
			return printed
		})
		sayOmitted(panels, terms.omitted?.[scene.sceneId] ?? [])
		const length = start > 0 ? `${formatSeconds(start, terms.frameRate)} s, ` : ''
		const count = `${panels.length} ${panels.length === 1 ? 'panel' : 'panels'}`
		const { sceneId, number, heading } = scene
		return { sceneId, number, heading, facts: `Scene ${length}${count}`, panels }
	})
}

function printPanel(
	scene: ListedScene,
	panel: ListedPanel,
	terms: PrintTerms & { start: number; onPanel: PanelNotes | undefined },
): PrintPanel {
	const { settings, columns, frameRate, start, onPanel } = terms
	const { sceneId, panelId, number, durationFrames, isFromSuggestion } = panel
	const row = { key: panelId, scene, number, first: panel, panels: [panel] }
	const textOf = (id: string) => {
		const column = columns.find((each) => each.id === id)
		return column ? withUnit(cellText(cellValue(row, column), column, frameRate), column) : ''
	}
	const words = settings.fields.flatMap((id) => {
		if (id === NOTES_FIELD.id) return threadWords(onPanel)
		const text =
			id === CAMERA_FIELD.id ? CAMERA.map(textOf).filter(Boolean).join(', ') : textOf(id).trim()
		if (text === '') return []
		const label = id === CAMERA_FIELD.id ? CAMERA_FIELD.label : labelOf(id, columns)
		return [{ label, text, isScript: id === 'props.dialogue' }]
	})
	const length = durationFrames === null ? '' : `${formatSeconds(durationFrames, frameRate)} s`
	const time = settings.timecode
		? [formatTimecode(start, frameRate), length].filter(Boolean).join(' · ')
		: length
	return {
		...{ sceneId, panelId, time, words, isFromSuggestion },
		number: settings.numbers ? number : '',
		size: textOf('size'),
		aspectRatio: panel.frame?.aspectRatio ?? null,
		// A contact sheet is for looking over many frames, as small as they are.
		overhang:
			settings.overhang && settings.layout !== 'contact' ? (panel.frame?.overhang ?? null) : null,
		...{ omittedBefore: '', omittedAfter: '' },
		lines: settings.annotations ? (onPanel?.lines ?? []) : [],
	}
}

/** Each omitted shot is said with the panel that follows it, the last ones with the panel before. */
function sayOmitted(panels: PrintPanel[], omitted: readonly OmittedShot[]): void {
	for (const { number, afterId } of omitted) {
		const next = panels.findIndex(({ panelId }) => panelId === afterId) + 1
		const [panel, last] = [panels[next], panels.at(-1)]
		if (panel) panel.omittedBefore = omittedWords(panel.omittedBefore, number)
		else if (last) last.omittedAfter = omittedWords(last.omittedAfter, number)
	}
}
function omittedWords(before: string, number: string): string {
	return `${before === '' ? '' : `${before}, `}${number} ${OMITTED}`
}

function threadWords(notes: PanelNotes | undefined): PrintPanel['words'] {
	return (notes?.threads ?? []).map(({ number, text }) => {
		return { label: `Note ${number}`, text, isScript: false }
	})
}

function labelOf(id: string, columns: readonly ListColumn[]): string {
	return SHORT_LABELS[id] ?? columns.find((column) => column.id === id)?.label ?? id
}
function withUnit(text: string, { of }: ListColumn): string {
	return text !== '' && of.kind === 'number' && of.unit === 'mm' ? `${text} mm` : text
}
