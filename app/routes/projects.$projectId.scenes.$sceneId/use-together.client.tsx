/**
 * All that a board has for being together: following, pitching, links and news. Gives the board the
 * parts to put in their places, so that it need not know how they work.
 */
import { useNavigate } from '@remix-run/react'
import { Presentation } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import type { BoardModel } from '#app/features/board/board-model.ts'
import { getPanel } from '#app/features/board/board-records.ts'
import { type BoardHand, takeInHand } from '#app/features/board/panel-actions.ts'
import { followPeople, type PeopleHere } from '#app/features/presence/people-signal.ts'
import type { RoomConnection } from '#app/features/sync/connect-room.ts'
import { usePresence } from '#app/features/sync/use-presence.ts'
import { useSignal } from '#app/features/sync/use-signal.ts'
import { copyText } from '#app/features/together/copy-text.ts'
import { FollowBanner, PitchBanner } from '#app/features/together/lead-banners.tsx'
import { LinkMenu, type LinkWhat } from '#app/features/together/link-menu.tsx'
import { filmLink, panelLink, sceneLink, shotLink } from '#app/features/together/links.ts'
import { newsLines } from '#app/features/together/news.ts'
import { NewsList, NewsMark } from '#app/features/together/news-list.tsx'
import { PeopleBar, PeopleOnScene } from '#app/features/together/people-bar.tsx'
import { PitchBar } from '#app/features/together/pitch-bar.tsx'
import { useFollow } from '#app/features/together/use-follow.ts'
import { usePitch } from '#app/features/together/use-pitch.ts'
import { usePlaceInFilm } from '#app/features/together/use-place-in-film.ts'
import { useCommands } from '#app/ui/commands/use-commands.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import { useToast } from '#app/ui/toast.tsx'
import { can } from '#core/board/role.ts'
import type { BoardData } from './route.tsx'
import { useLinkedPanel } from './use-linked-panel.client.ts'

/** Room around a pitched panel, screen pixels, and for its header and caption, page units. */
const FRAME_INSET = 48
const FRAME_AROUND = { above: 60, below: 150 }
const FRAME_MS = 280

export interface Together {
	banner: ReactNode
	/** Over the wall. */
	over: ReactNode
	/** In the top bar, before the people. */
	bar: ReactNode
	people: ReactNode
	peopleOnScene: (sceneId: string) => ReactNode
}

export function useTogether(options: {
	board: BoardData
	projectRoom: RoomConnection
	boardRoom: RoomConnection
	model: BoardModel
	people: PeopleHere
	hand: BoardHand | null
	news: BoardNews
}): Together {
	const { board, boardRoom, projectRoom, model, people, hand, news } = options
	const { me, scene, scenes, project } = board
	const { sceneId } = scene
	const { projectId } = project
	const editor = hand?.editor ?? null
	const navigate = useNavigate()
	const toast = useToast()
	const tell = useCallback((title: string) => toast({ title }), [toast])
	const film = useMemo(() => followPeople(projectRoom), [projectRoom])
	useEffect(() => () => film.dispose(), [film])
	const publish = usePresence(boardRoom)
	const publishFilm = usePresence(projectRoom)
	const { currentId, numbers } = model
	usePlaceInFilm({ publish: publishFilm, sceneId, panelId: currentId, numbers })
	useLinkedPanel(hand, board.linked, tell)

	const goTo = useCallback(
		(toSceneId: string, panelId: string | null) => {
			const place = { projectId, sceneId: toSceneId }
			navigate(panelId ? panelLink(place, panelId) : sceneLink(place))
		},
		[navigate, projectId],
	)
	const follow = useFollow({
		...{ people, editor, publish, tell, userId: me.userId },
		onPanel: model.setCurrent,
	})
	const pitch = usePitch({
		...{ film, editor, sceneId, tell, userId: me.userId, panelId: currentId },
		publish: publishFilm,
		onPanel: (panelId) => hand && showAlone(hand, panelId),
		onScene: goTo,
	})
	const place = scenes.findIndex((one) => one.sceneId === sceneId)
	const step = useCallback(
		(by: 1 | -1) => {
			if (!hand) return
			const ids = hand.model.panelIds.get()
			const next = ids[ids.indexOf(hand.model.currentId.get() ?? '') + by]
			const scenesOn = scenes[place + by]
			// Past the last panel the pitch goes on in the next scene.
			if (next) hand.model.setCurrent(next)
			else if (place >= 0 && scenesOn) goTo(scenesOn.sceneId, null)
		},
		[hand, scenes, place, goTo],
	)
	const copy = useCallback(
		async (what: LinkWhat) => {
			const path = pathOf(model, { projectId, sceneId }, what)
			if (!path) return
			const done = await copyText(window.location.origin + path)
			tell(done ? `The link to the ${what} is copied.` : 'This browser let nothing be copied.')
		},
		[model, projectId, sceneId, tell],
	)
	const mayPitch = can(me.role, 'pitch.lead')
	const { isMine, pitcher, start, end } = pitch
	useCommands(
		useMemo(() => {
			const isPitching = () => isMine
			const pitching = { group: 'Together', isOn: isPitching, isSmall: true } as const
			return [
				{
					...{ id: 'link.panel', group: 'Together', label: 'Copy a link to this panel' },
					...{ keys: ['shift+l'], run: () => void copy('panel') },
				},
				{
					...{ id: 'link.shot', group: 'Together', label: 'Copy a link to this shot' },
					run: () => void copy('shot'),
				},
				{
					...{ id: 'link.scene', group: 'Together', label: 'Copy a link to the scene' },
					run: () => void copy('scene'),
				},
				{
					...{ id: 'link.film', group: 'Together', label: 'Copy a link to the film' },
					run: () => void copy('film'),
				},
				{
					...{ id: 'pitch.start', group: 'Together', also: 'present lead the room' },
					label: isMine ? 'End the pitch' : 'Pitch: everybody looks along',
					...{ keys: ['shift+p'], isOn: () => isMine || (mayPitch && pitcher === null) },
					run: isMine ? end : start,
				},
				{
					...pitching,
					...{ id: 'pitch.on', label: 'Next panel of the pitch' },
					...{ keys: ['arrowright', 'pagedown', 'space'], run: () => step(1) },
				},
				{
					...pitching,
					...{ id: 'pitch.back', label: 'Previous panel of the pitch' },
					...{ keys: ['arrowleft', 'pageup'], run: () => step(-1) },
				},
				{
					...pitching,
					...{ id: 'pitch.end', label: 'End the pitch', keys: ['escape'], run: end },
				},
			]
		}, [copy, isMine, pitcher, mayPitch, start, end, step]),
	)
	const current = useSignal(currentId)
	const ids = useSignal(model.panelIds)
	const numbersNow = useSignal(numbers)
	const label = numbersNow.get(current ?? '') ?? ''
	return {
		people: <PeopleBar {...{ people, me, follow }} />,
		peopleOnScene: (id) => <PeopleOnScene film={film} sceneId={id} />,
		bar: (
			<>
				<NewsList
					lines={news.lines}
					since={news.since}
					numberOf={(panelId) => numbersNow.get(panelId) ?? null}
					onGo={(panelId) => hand && takeInHand(hand, panelId)}
					onSeen={news.seen}
				/>
				<LinkMenu
					has={{ panel: current !== null, shot: shotOf(model, current) !== null }}
					onCopy={(what) => void copy(what)}
				/>
				{mayPitch ? (
					<IconButton
						label={isMine ? 'End the pitch' : 'Pitch: everybody looks along'}
						pressed={isMine}
						disabled={!hand || (!isMine && pitcher !== null)}
						onClick={isMine ? end : start}
					>
						<Icon of={Presentation} />
					</IconButton>
				) : null}
			</>
		),
		banner: (
			<>
				<FollowBanner follow={follow} />
				<PitchBanner
					{...{ pitch, sceneId }}
					nameOfScene={(id) => scenes.find((one) => one.sceneId === id)?.number ?? ''}
					onGo={goTo}
				/>
			</>
		),
		over: isMine ? (
			<PitchBar
				{...{ sceneId, label, tell }}
				panelId={current}
				place={{ at: ids.indexOf(current ?? '') + 1, of: ids.length }}
				onStep={step}
				onEnd={end}
			/>
		) : null,
	}
}

/** What others did since one left, and the marks of it. */
export interface BoardNews {
	lines: ReturnType<typeof newsLines>
	since: number
	seen(): void
	renderMark(panelId: string): ReactNode
}

export function useBoardNews(board: BoardData): BoardNews {
	const { scene, news } = board
	const [isSeen, setSeen] = useState(false)
	const lines = useMemo(() => (news && !isSeen ? newsLines(news.items) : []), [news, isSeen])
	const byPanel = useMemo(() => new Map(lines.map((line) => [line.panelId, line])), [lines])
	const renderMark = useCallback(
		(panelId: string) => <NewsMark line={byPanel.get(panelId)} />,
		[byPanel],
	)
	const seen = useCallback(() => {
		setSeen(true)
		// Should it not arrive, the same is shown once more: nothing is lost by that.
		void window
			.fetch(`/api/v1/boards/${scene.sceneId}/news`, { method: 'POST' })
			.catch(() => undefined)
	}, [scene])
	return useMemo(
		() => ({ lines, since: news?.since ?? 0, seen, renderMark }),
		[lines, news, seen, renderMark],
	)
}

/** Fills the view with one panel and takes it in hand. */
function showAlone(hand: BoardHand, panelId: string): void {
	const { editor, model } = hand
	const panel = getPanel(model.store, panelId)
	const place = panel && hand.layout(model.panels.get()).get(panel.id)
	model.setCurrent(panelId)
	if (!panel || !place || editor.inputs.getIsPointing()) return
	const { above, below } = FRAME_AROUND
	const bounds = {
		x: place.x,
		y: place.y - above,
		w: panel.props.w,
		h: panel.props.h + above + below,
	}
	const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
	editor.zoomToBounds(bounds, {
		inset: FRAME_INSET,
		...(isStill ? {} : { animation: { duration: FRAME_MS } }),
	})
}

function shotOf(model: BoardModel, panelId: string | null): string | null {
	return getPanel(model.store, panelId)?.props.shotId ?? null
}

function pathOf(
	model: BoardModel,
	place: { projectId: string; sceneId: string },
	what: LinkWhat,
): string | null {
	if (what === 'film') return filmLink(place)
	if (what === 'scene') return sceneLink(place)
	const panelId = model.currentId.get()
	if (what === 'panel') return panelId && panelLink(place, panelId)
	const shotId = shotOf(model, panelId)
	return shotId && shotLink(place, shotId)
}
