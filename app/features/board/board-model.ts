/**
 * What the board knows about its panels, as signals over the store: order, numbers, set-ups, lengths
 * and which panel is in hand. Derived, never stored; screens read them narrowly, so that a growing
 * stroke wakes none of them.
 */

import { type Atom, atom, computed, type Signal, type TLStore } from 'tldraw'
import type { CustomField } from '#core/board/custom-field.ts'
import { markedRecords, wordsOfModels } from '#core/board/made-words.ts'
import { type NumberingScheme, numberPanels, numberShots } from '#core/board/numbering.ts'
import type { ShotRecord } from '#core/board/shot-record.ts'
import { storyPanels } from '#core/board/story.ts'
import { totalLength } from '#core/board/timing.ts'
import type { PanelShape } from '#core/canvas/panel-shape.ts'
import type { PanelNews } from '#core/screenplay/panel-news.ts'
import { alternateMarks } from './alternates.ts'
import { getRecord, recordsOfType } from './board-records.ts'
import { trashOf } from './panel-trash.ts'

export interface BoardSettings {
	aspectRatio: number
	frameRate: number
	numberingScheme: NumberingScheme
	/** As printed: `4`, `12A`. */
	sceneNumber: string
}

export interface BoardModel {
	store: TLStore
	settings: Atom<BoardSettings>
	/** Those in the story, in its order. */
	panels: Signal<readonly PanelShape[]>
	/** Those off the wall as well. */
	allPanels: Signal<readonly PanelShape[]>
	/** In the trash, the last thrown away first. */
	trash: Signal<readonly PanelShape[]>
	/** Panel id -> `B of 2`, where a panel has alternates. */
	alternates: Signal<ReadonlyMap<string, string>>
	panelIds: Signal<readonly string[]>
	shots: Signal<ReadonlyMap<string, ShotRecord>>
	numbers: Signal<ReadonlyMap<string, string>>
	shotNumbers: Signal<ReadonlyMap<string, string>>
	/** Where panels that are being dragged would go: panel id -> index; null while none is. */
	preview: Atom<ReadonlyMap<string, string> | null>
	/** The numbers if they were dropped there; null while none is dragged. */
	nextNumbers: Signal<ReadonlyMap<string, string> | null>
	length: Signal<{ frames: number; untimed: number }>
	frameRate: Signal<number>
	/** The panel in hand; another takes its place when it goes. Null on an empty board. */
	currentId: Signal<string | null>
	setCurrent(panelId: string): void
	/** Panels that carry an accepted suggestion, and panels with one waiting. */
	fromSuggestion: Signal<ReadonlySet<string>>
	/** `shape:p props.action` -> the model that wrote these words, until a person rewrites them. */
	wordsByModel: Signal<ReadonlyMap<string, string>>
	withSuggestion: Signal<ReadonlySet<string>>
	/** Names of who is in the scene, from its script and its shots. */
	cast: Atom<readonly string[]>
	/** What this film's crew wants to know of each set-up. */
	customFields: Atom<readonly CustomField[]>
	/** What newer pages did to panels' lines, by panel id. */
	scriptNews: Atom<ReadonlyMap<string, PanelNews>>
	/** The panel whose caption is being written here. */
	caption: Atom<{ panelId: string; field: 'action' | 'dialogue' } | null>
}

/** Builds the signals; nothing runs until one is read. */
export function createBoardModel(store: TLStore, initial: BoardSettings): BoardModel {
	const settings = atom('board settings', initial)
	const all = everyPanel(store)
	const panels = computed('panels', () => storyPanels(all.get()))
	const panelIds = computed('panel ids', () => panels.get().map(({ id }): string => id), {
		isEqual: sameList,
	})
	const shots = shotsById(store)
	const numbered = computed('set-ups in order', () =>
		panels.get().map(({ id, index, props: { shotId, lockedNumber } }) => ({
			id,
			index,
			shotId,
			lockedNumber,
		})),
	)
	const preview = atom<ReadonlyMap<string, string> | null>('dragged panels', null)
	const options = () => ({
		sceneNumber: settings.get().sceneNumber,
		scheme: settings.get().numberingScheme,
	})
	return {
		store,
		settings,
		panels,
		allPanels: all,
		trash: trashOf(all),
		alternates: alternateMarks(panels, all),
		panelIds,
		shots,
		numbers: computed('numbers', () => numberPanels(numbered.get(), shots.get(), options())),
		preview,
		nextNumbers: computed('numbers to be', () => {
			const moved = preview.get()
			if (moved === null) return null
			const panels = numbered
				.get()
				.map((one) => ({ ...one, index: moved.get(one.id) ?? one.index }))
			return numberPanels(panels, shots.get(), options())
		}),
		shotNumbers: computed('shots', () => numberShots(numbered.get(), shots.get(), options())),
		length: computed('length', () =>
			totalLength(panels.get().map(({ props }) => props.durationFrames)),
		),
		frameRate: computed('frame rate', () => settings.get().frameRate),
		...currentPanel(panelIds),
		...suggestionMarks(store, panels),
		cast: atom<readonly string[]>('cast', []),
		customFields: atom<readonly CustomField[]>('custom fields', []),
		scriptNews: atom<ReadonlyMap<string, PanelNews>>('script news', new Map()),
		caption: atom('caption being written', null),
	}
}

function everyPanel(store: TLStore): Signal<readonly PanelShape[]> {
	const shapes = store.query.records('shape', () => ({ type: { eq: 'panel' } }))
	return computed('every panel', () =>
		shapes.get().filter((shape): shape is PanelShape => shape.type === 'panel'),
	)
}

function shotsById(store: TLStore): Signal<ReadonlyMap<string, ShotRecord>> {
	const records = recordsOfType(store, 'shot')
	return computed('shots by id', () => new Map(records.get().map((shot) => [shot.id, shot])))
}

function currentPanel(panelIds: Signal<readonly string[]>) {
	const chosen = atom<string | null>('chosen panel', null)
	let lastPlace = 0
	const currentId = computed('panel in hand', () => {
		const ids = panelIds.get()
		const wanted = chosen.get()
		const place = wanted === null ? -1 : ids.indexOf(wanted)
		if (place >= 0) lastPlace = place
		// When the panel in hand is deleted, the one that took its place is in hand.
		return ids[place >= 0 ? place : Math.min(lastPlace, ids.length - 1)] ?? null
	})
	return { currentId, setCurrent: (panelId: string) => void chosen.set(panelId) }
}

function suggestionMarks(store: TLStore, panels: Signal<readonly PanelShape[]>) {
	const provenance = recordsOfType(store, 'provenance')
	const suggestions = recordsOfType(store, 'suggestion')
	// Reading through the store follows the records that carry such words, and no others.
	const read = (id: string) => getRecord(store, id)
	const fromSuggestion = computed<ReadonlySet<string>>('from a suggestion', () =>
		markedRecords(provenance.get(), read),
	)
	const wordsByModel = computed<ReadonlyMap<string, string>>('words by models', () =>
		wordsOfModels(provenance.get(), read),
	)
	const withSuggestion = computed<ReadonlySet<string>>('waiting', () => {
		const open = suggestions.get().filter(({ status }) => status === 'open')
		const targets = new Set(open.map(({ targetId }) => targetId))
		const about = panels
			.get()
			.filter(({ id, props }) => targets.has(id) || targets.has(props.shotId ?? ''))
		return new Set(about.map(({ id }): string => id))
	})
	return { fromSuggestion, wordsByModel, withSuggestion }
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
	return a.length === b.length && a.every((id, place) => id === b[place])
}
