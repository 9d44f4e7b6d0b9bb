/**
 * The scene as time, as signals over the board: the version that is open (the full one or a cut), its
 * clips in whole frames, its target, its sounds. Derived, never stored; which version is open and what
 * is chosen is one's own.
 */
import { type Atom, atom, computed, type Signal } from 'tldraw'
import type { AudioClipRecord } from '#core/board/audio-clip-record.ts'
import { type CutRecord, FULL_CUT_ID } from '#core/board/cut-record.ts'
import { cutsInOrder, panelsOfCut } from '#core/board/cuts.ts'
import { secondsOfFrame } from '#core/board/frame-rate.ts'
import { laySequence, type Sequence, type SequencePanel } from '#core/board/sequence.ts'
import type { PlayedClip } from '#core/board/shown-frame.ts'
import type { BoardModel } from '../board-model.ts'
import { recordsOfType } from '../board-records.ts'
import type { PlacedSound } from './sound-mixer.ts'

export interface SceneTime {
	/** Made by people, in order; without the full version. */
	cuts: Signal<readonly CutRecord[]>
	/** The cut that is open; null = the full version. */
	cutId: Signal<CutRecord['id'] | null>
	openCut(id: CutRecord['id'] | null): void
	targetFrames: Signal<number | null>
	sequence: Signal<Sequence>
	/** Panels of the story that the open cut leaves out. */
	leftOut: Signal<readonly string[]>
	played: Signal<readonly PlayedClip[]>
	sounds: Signal<readonly AudioClipRecord[]>
	placedSounds: Signal<readonly PlacedSound[]>
	/** Clips chosen together in the strip, besides the panel in hand. */
	chosen: Atom<ReadonlySet<string>>
}

export function createSceneTime(model: BoardModel): SceneTime {
	const allCuts = recordsOfType(model.store, 'cut')
	const cutClips = recordsOfType(model.store, 'cut_clip')
	const allSounds = recordsOfType(model.store, 'audio_clip')
	const wanted = atom<CutRecord['id'] | null>('cut wanted', null)
	const cuts = computed('cuts', () => cutsInOrder(allCuts.get()))
	// A cut that somebody removed gives way to the full version.
	const cutId = computed('open cut', () => {
		const id = wanted.get()
		return cuts.get().some((cut) => cut.id === id) ? id : null
	})
	const panels = computed('panels of the open version', () => {
		const story: SequencePanel[] = model.panels
			.get()
			.map(({ id, props }) => ({ id, durationFrames: props.durationFrames }))
		const id = cutId.get()
		return id === null ? { shown: story, leftOut: [] } : panelsOfCut(story, cutClips.get(), id)
	})
	const sequence = computed('sequence', () =>
		laySequence(panels.get().shown, model.frameRate.get()),
	)
	const sounds = computed('sounds', () =>
		allSounds
			.get()
			.filter((sound) => sound.cutId === cutId.get())
			.sort((a, b) => a.startFrame - b.startFrame || (a.id < b.id ? -1 : 1)),
	)
	return {
		cuts,
		cutId,
		openCut: (id) => void wanted.set(id),
		targetFrames: computed('target', () => {
			const id = cutId.get() ?? FULL_CUT_ID
			return allCuts.get().find((cut) => cut.id === id)?.targetFrames ?? null
		}),
		sequence,
		leftOut: computed('left out', () => panels.get().leftOut.map(({ id }) => id)),
		played: playedClips(model, sequence),
		sounds,
		placedSounds: computed('placed sounds', () =>
			sounds.get().map((sound) => placeSound(sound, model.frameRate.get())),
		),
		chosen: atom<ReadonlySet<string>>('chosen clips', new Set()),
	}
}

function playedClips(model: BoardModel, sequence: Signal<Sequence>) {
	return computed('played clips', () => {
		const { clips } = sequence.get()
		const panels = new Map<string, string | null>(
			model.panels.get().map(({ id, props }) => [id, props.shotId]),
		)
		const shots = model.shots.get()
		const shotOf = (place: number) => panels.get(clips[place]?.panelId ?? '') ?? null
		return clips.map((clip, place): PlayedClip => {
			const shotId = shotOf(place)
			const endsShot = shotId !== null && shotOf(place + 1) !== shotId
			return { ...clip, outBy: endsShot ? (shots.get(shotId)?.transition ?? null) : null }
		})
	})
}

/** A sound in seconds of the film, as the mixer plays it. */
export function placeSound(sound: AudioClipRecord, frameRate: number): PlacedSound {
	return {
		assetHash: sound.assetHash,
		startSeconds: secondsOfFrame(sound.startFrame, frameRate),
		inSeconds: secondsOfFrame(sound.inFrame, frameRate),
		seconds: secondsOfFrame(sound.durationFrames, frameRate),
		gain: sound.muted ? 0 : 10 ** (sound.gainDb / 20),
	}
}
