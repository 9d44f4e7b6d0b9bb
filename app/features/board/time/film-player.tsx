/**
 * The whole film in the player. What others draw meanwhile is asked for every few seconds; a picture
 * that changed takes the place of the old one while it plays.
 */
import { useNavigate, useRevalidator } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Empty } from '#app/ui/empty.tsx'
import type { PlayedClip } from '#core/board/shown-frame.ts'
import { cameraAt } from '#core/canvas/camera-move.ts'
import type { CameraMove } from '#core/canvas/panel-marks.ts'
import { useBurnIns } from './play-settings.ts'
import { Player } from './player.tsx'
import type { PlacedSound } from './sound-mixer.ts'
import type { PlayedFilm } from './stage.tsx'
import { Transport } from './transport.ts'

export interface Reel {
	title: string
	frameRate: number
	aspectRatio: number
	frames: number
	panels: readonly {
		clip: PlayedClip
		number: string
		dialogue: string
		pictureUrl: string
		cameraMove: CameraMove | null
	}[]
	sounds: readonly PlacedSound[]
}

/** Between two looks at what others changed, milliseconds. */
const FRESH_MS = 4000

export function FilmPlayer({ reel, backTo }: { reel: Reel; backTo: string }) {
	const [transport, setTransport] = useState<Transport | null>(null)
	useEffect(() => {
		const made = new Transport()
		setTransport(made)
		return () => made.dispose()
	}, [])
	useEffect(() => transport?.setSource(reel), [transport, reel])
	useFreshReel()
	const film = useReelFilm(reel)
	const [burnIns, onBurnIns] = useBurnIns()
	const navigate = useNavigate()
	if (reel.panels.length === 0)
		return <Empty title="There is nothing to play yet">Draw a panel in one of its scenes.</Empty>
	if (!transport) return null
	return (
		<Player
			title={reel.title}
			{...{ film, transport, burnIns, onBurnIns }}
			onClose={() => navigate(backTo)}
		/>
	)
}

function useFreshReel(): void {
	const { revalidate, state } = useRevalidator()
	const isIdle = useRef(true)
	isIdle.current = state === 'idle'
	useEffect(() => {
		const timer = setInterval(() => {
			if (!document.hidden && isIdle.current) revalidate()
		}, FRESH_MS)
		return () => clearInterval(timer)
	}, [revalidate])
}

function useReelFilm(reel: Reel): PlayedFilm {
	const panels = useMemo(
		() => new Map(reel.panels.map((panel) => [panel.clip.panelId, panel])),
		[reel],
	)
	const urls = useUrls(reel)
	return useMemo(
		() => ({
			clips: reel.panels.map(({ clip }) => clip),
			aspectRatio: reel.aspectRatio,
			source: urls,
			cameraOf(panelId, t) {
				const move = panels.get(panelId)?.cameraMove
				return move ? cameraAt(move, t) : null
			},
			numberOf: (panelId) => panels.get(panelId)?.number ?? '',
			dialogueOf: (panelId) => panels.get(panelId)?.dialogue ?? '',
		}),
		[reel, panels, urls],
	)
}

/** Addresses of pictures now, and who waits for which to change. */
function useUrls(reel: Reel) {
	const urls = useRef(new Map<string, string>())
	const watchers = useRef(new Map<string, Set<() => void>>())
	useEffect(() => {
		for (const { clip, pictureUrl } of reel.panels) {
			const before = urls.current.get(clip.panelId)
			urls.current.set(clip.panelId, pictureUrl)
			if (before === pictureUrl) continue
			for (const changed of watchers.current.get(clip.panelId) ?? []) changed()
		}
	}, [reel])
	return useMemo(
		() => ({
			draw: async (panelId: string) => urls.current.get(panelId) ?? null,
			watch(panelId: string, changed: () => void) {
				const waiting = watchers.current.get(panelId) ?? new Set()
				waiting.add(changed)
				watchers.current.set(panelId, waiting)
				return () => waiting.delete(changed)
			},
		}),
		[],
	)
}
