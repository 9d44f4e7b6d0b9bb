/**
 * What a hand does to time: lengths, order, cuts, targets, sounds. The one rule: with a cut open,
 * lengths and order of that cut change and nothing of the full version. Each act is one undo step.
 */
import { type AudioClipRecord, GAIN_DB } from '#core/board/audio-clip-record.ts'
import {
	type CutClipRecord,
	type CutRecord,
	cutClipId,
	FULL_CUT_ID,
} from '#core/board/cut-record.ts'
import { framesOfSeconds } from '#core/board/frame-rate.ts'
import { indexAfter, indexesForMove, sortInStoryOrder } from '#core/board/order.ts'
import { createId } from '#core/ids.ts'
import { getPanel, getRecord, putRecords, recordsOfType, removeRecords } from '../board-records.ts'
import { type BoardHand, movePanels } from '../panel-actions.ts'
import type { SceneTime } from './scene-time.ts'
import type { BroughtSound } from './sound-files.ts'

export interface TimeHand {
	hand: BoardHand
	time: SceneTime
}

/** Sets panels to one length in the open version. `isStep` false = part of a drag that has begun. */
export function setLength(
	{ hand, time }: TimeHand,
	panelIds: readonly string[],
	durationFrames: number,
	isStep = true,
): void {
	const { editor, model } = hand
	if (editor.getIsReadonly()) return
	if (isStep) editor.markHistoryStoppingPoint('length')
	const cutId = time.cutId.get()
	if (cutId !== null) {
		putRecords(
			model.store,
			clipsOf(hand, cutId)
				.filter(({ panelId }) => panelIds.includes(panelId))
				.map((clip) => ({ ...clip, durationFrames })),
		)
		return
	}
	const panels = panelIds.flatMap((id) => getPanel(model.store, id) ?? [])
	editor.updateShapes(
		panels.map(({ id }) => ({ id, type: 'panel' as const, props: { durationFrames } })),
	)
}

/** Makes panels longer or shorter by frames, each from its own length, never under one. */
export function trim(act: TimeHand, panelIds: readonly string[], byFrames: number): void {
	const { editor } = act.hand
	if (editor.getIsReadonly()) return
	editor.markHistoryStoppingPoint('trim')
	for (const clip of act.time.sequence.get().clips) {
		if (!panelIds.includes(clip.panelId)) continue
		setLength(act, [clip.panelId], Math.max(1, clip.durationFrames + byFrames), false)
	}
}

/** Puts clips behind another in the open version (null = at the start). */
export function moveClips(
	{ hand, time }: TimeHand,
	panelIds: readonly string[],
	afterId: string | null,
): void {
	const cutId = time.cutId.get()
	if (cutId === null) movePanels(hand, panelIds, afterId)
	if (cutId === null || hand.editor.getIsReadonly()) return
	const clips = clipsOf(hand, cutId)
	const ids = new Set(panelIds.map((id): string => cutClipId(cutId, id)))
	const indexes = indexesForMove(clips, ids, afterId === null ? null : cutClipId(cutId, afterId))
	const moved = clips.flatMap((clip) => {
		const index = indexes.get(clip.id)
		return index ? [{ ...clip, index }] : []
	})
	if (moved.length === 0) return
	hand.editor.markHistoryStoppingPoint('move clip')
	putRecords(hand.model.store, moved)
}

/** One place earlier or later, all of them together. */
export function shiftClips(act: TimeHand, panelIds: readonly string[], by: 1 | -1): void {
	const ids = act.time.sequence.get().clips.map(({ panelId }) => panelId)
	const places = panelIds.map((id) => ids.indexOf(id)).filter((place) => place >= 0)
	if (places.length === 0) return
	const edge = by === 1 ? Math.max(...places) : Math.min(...places)
	if (ids[edge + by] === undefined) return
	moveClips(act, panelIds, by === 1 ? (ids[edge + 1] ?? null) : (ids[edge - 2] ?? null))
}

/** Puts a panel into the open cut, behind the panel that comes before it in the story, if it is in. */
export function putInCut({ hand, time }: TimeHand, panelId: string): void {
	const cutId = time.cutId.get()
	if (cutId === null || hand.editor.getIsReadonly()) return
	const clips = clipsOf(hand, cutId)
	const story = hand.model.panelIds.get()
	const before = story.slice(0, story.indexOf(panelId)).reverse()
	const after = before.find((id) => clips.some((clip) => clip.panelId === id))
	const index = indexAfter(clips, after === undefined ? null : cutClipId(cutId, after))
	hand.editor.markHistoryStoppingPoint('into the cut')
	putRecords(hand.model.store, [newClip(cutId, panelId, index)])
}

/** Leaves panels out of the open cut; they stay in the full version. */
export function leaveOut({ hand, time }: TimeHand, panelIds: readonly string[]): void {
	const cutId = time.cutId.get()
	if (cutId === null || hand.editor.getIsReadonly()) return
	hand.editor.markHistoryStoppingPoint('out of the cut')
	removeRecords(
		hand.model.store,
		clipsOf(hand, cutId)
			.filter(({ panelId }) => panelIds.includes(panelId))
			.map(({ id }) => id),
	)
}

/** A cut that begins as the full version is, panels and sounds, to be taken out of; opens it. */
export function makeCut(
	{ hand, time }: TimeHand,
	{ name, targetFrames }: Pick<CutRecord, 'name' | 'targetFrames'>,
): void {
	const { editor, model } = hand
	if (editor.getIsReadonly()) return
	const cut: CutRecord = {
		id: `cut:${createId(hand.random)}`,
		typeName: 'cut',
		index: indexAfter(time.cuts.get(), time.cuts.get().at(-1)?.id ?? null),
		...{ name, targetFrames },
		meta: {},
	}
	const clips = model.panels.get().map(({ id, index }) => newClip(cut.id, id, index))
	const sounds = recordsOfType(model.store, 'audio_clip')
		.get()
		.filter(({ cutId }) => cutId === null)
		.map(
			(sound): AudioClipRecord => ({
				...sound,
				id: `audio_clip:${createId(hand.random)}`,
				cutId: cut.id,
			}),
		)
	editor.markHistoryStoppingPoint('new cut')
	putRecords(model.store, [cut, ...clips, ...sounds])
	time.openCut(cut.id)
}

/** Gives a cut another name, another length to reach, or both: one undo step. */
export function setCut(
	{ hand }: TimeHand,
	cutId: CutRecord['id'],
	change: Pick<CutRecord, 'name' | 'targetFrames'>,
): void {
	const cut = getRecord(hand.model.store, cutId)
	if (cut?.typeName !== 'cut' || hand.editor.getIsReadonly()) return
	hand.editor.markHistoryStoppingPoint('cut')
	putRecords(hand.model.store, [{ ...cut, ...change }])
}

export function removeCut({ hand }: TimeHand, cutId: CutRecord['id']): void {
	const { editor, model } = hand
	if (editor.getIsReadonly()) return
	const sounds = recordsOfType(model.store, 'audio_clip')
		.get()
		.filter((sound) => sound.cutId === cutId)
	editor.markHistoryStoppingPoint('remove cut')
	removeRecords(model.store, [
		cutId,
		...clipsOf(hand, cutId).map(({ id }) => id),
		...sounds.map(({ id }) => id),
	])
}

/** Sets the length the open version should have; null = none. */
export function setTarget({ hand, time }: TimeHand, targetFrames: number | null): void {
	const { editor, model } = hand
	if (editor.getIsReadonly()) return
	const id = time.cutId.get() ?? FULL_CUT_ID
	const known = getRecord(model.store, id)
	const cut: CutRecord =
		known?.typeName === 'cut'
			? known
			: { id, typeName: 'cut', index: 'a0', name: 'Full', targetFrames: null, meta: {} }
	editor.markHistoryStoppingPoint('target')
	putRecords(model.store, [{ ...cut, targetFrames }])
}

/** Lays a sound on the lane at a frame; answers its id. */
export function addSound(
	{ hand, time }: TimeHand,
	sound: BroughtSound,
	startFrame: number,
): string {
	const { editor, model, random } = hand
	const record: AudioClipRecord = {
		id: `audio_clip:${createId(random)}`,
		typeName: 'audio_clip',
		cutId: time.cutId.get(),
		assetHash: sound.hash,
		name: sound.name.slice(0, 200),
		sourceMs: sound.sourceMs,
		startFrame,
		inFrame: 0,
		durationFrames: framesOfSeconds(sound.sourceMs / 1000, model.frameRate.get()),
		gainDb: 0,
		muted: false,
		meta: {},
	}
	editor.markHistoryStoppingPoint('sound')
	putRecords(model.store, [record])
	return record.id
}

export type SoundChange = Partial<
	Pick<AudioClipRecord, 'startFrame' | 'inFrame' | 'durationFrames' | 'gainDb' | 'muted' | 'name'>
>

/** Changes a sound, held inside its file and the film. `isStep` as in `setLength`. */
export function changeSound(hand: BoardHand, id: string, change: SoundChange, isStep = true): void {
	const record = getRecord(hand.model.store, id)
	if (record?.typeName !== 'audio_clip' || hand.editor.getIsReadonly()) return
	if (isStep) hand.editor.markHistoryStoppingPoint('sound')
	putRecords(hand.model.store, [heldSound({ ...record, ...change }, hand.model.frameRate.get())])
}

export function removeSound(hand: BoardHand, id: string): void {
	if (hand.editor.getIsReadonly()) return
	hand.editor.markHistoryStoppingPoint('remove sound')
	removeRecords(hand.model.store, [id])
}

/** A sound never begins before the film, reaches past its file, or is shorter than a frame. */
export function heldSound(sound: AudioClipRecord, frameRate: number): AudioClipRecord {
	const source = framesOfSeconds(sound.sourceMs / 1000, frameRate)
	const inFrame = between(0, sound.inFrame, source - 1)
	return {
		...sound,
		inFrame,
		startFrame: Math.max(0, Math.round(sound.startFrame)),
		durationFrames: between(1, sound.durationFrames, source - inFrame),
		gainDb: between(GAIN_DB.min, sound.gainDb, GAIN_DB.max),
	}
}

function between(least: number, value: number, most: number): number {
	return Math.max(least, Math.min(most, Math.round(value)))
}

function clipsOf(hand: BoardHand, cutId: string): CutClipRecord[] {
	const clips = recordsOfType(hand.model.store, 'cut_clip').get()
	return sortInStoryOrder(clips.filter((clip) => clip.cutId === cutId))
}

function newClip(cutId: CutRecord['id'], panelId: string, index: string): CutClipRecord {
	return {
		id: cutClipId(cutId, panelId),
		typeName: 'cut_clip',
		...{ cutId, panelId, index, durationFrames: null, meta: {} },
	}
}
