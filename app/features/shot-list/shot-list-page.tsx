/** The shot list of a film: bar, grid, what is chosen, and what it adds up to. */
import { Download, Printer, Upload } from 'lucide-react'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Avatars, personStyle } from '#app/ui/avatar.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Kbd } from '#app/ui/kbd.tsx'
import { useToast } from '#app/ui/toast.tsx'
import { Crumbs, Spacer, Topbar } from '#app/ui/topbar.tsx'
import type { OmittedShot } from '#core/board/number-lock.ts'
import { initials } from '#core/board/person.ts'
import { formatClock, formatSeconds } from '#core/board/timing.ts'
import { arrangeRows } from '#core/shot-list/arrange-rows.ts'
import type { ListColumn } from '#core/shot-list/list-column.ts'
import { lengthOf } from '#core/shot-list/list-column.ts'
import type { ListedPanel, ListRow } from '#core/shot-list/list-row.ts'
import type { RoomConnection } from '../sync/connect-room.ts'
import { BulkBar } from './bulk-bar.tsx'
import { CustomFieldsDialog } from './custom-fields-dialog.tsx'
import { ImportCsvDialog } from './import-dialog.tsx'
import type { ListView } from './list-address.ts'
import { ListBar } from './list-bar.tsx'
import { ListSaveState } from './list-save-state.tsx'
import type { ListSettings } from './list-settings.ts'
import { ShotGrid } from './shot-grid.tsx'
import styles from './shot-list-page.module.css'
import { useColumns } from './use-columns.ts'
import { useEverybody, usePeopleInCells, useShotList } from './use-shot-list.ts'

export interface ShotListPageProps {
	projectId: string
	initial: ListSettings
	panels: readonly ListedPanel[]
	omitted: Readonly<Record<string, readonly OmittedShot[]>>
	projectRoom: RoomConnection
	me: { userId: string; name: string; color: string }
	may: { write: boolean; fields: boolean }
	view: ListView
	onView: (view: ListView) => void
	/** Asks the server again for what is not live. */
	onRefresh: () => void
	account: ReactNode
}

export function ShotListPage(props: ShotListPageProps) {
	const { projectId, projectRoom, view, onView, may, me, panels } = props
	const toast = useToast()
	const tell = useCallback((title: string) => toast({ title, tone: 'plain' }), [toast])
	const list = useShotList({
		...{ projectRoom, projectId, panels, tell, canWrite: may.write, kind: view.kind },
		initial: props.initial,
		omitted: props.omitted,
	})
	const { settings, rooms, rows, columns, history } = list
	const { shown, isShown, show } = useColumns(projectId, columns)
	const { frameRate } = settings
	const groups = useMemo(
		() => arrangeRows(rows, view, { columns, frameRate }),
		[rows, view, columns, frameRate],
	)
	const visible = useMemo(() => groups.flatMap((group) => group.rows), [groups])
	const people = usePeopleInCells(rooms, rows)
	const others = useEverybody(rooms)
	const [chosenKeys, setChosen] = useState<ReadonlySet<string>>(new Set())
	const chosen = useMemo(
		() => new Set(visible.flatMap(({ key }) => (chosenKeys.has(key) ? [key] : []))),
		[visible, chosenKeys],
	)
	const [fieldsOpen, setFieldsOpen] = useState(false)
	const [importOpen, setImportOpen] = useState(false)
	const onCursor = usePresenceInCells(rooms)
	const body = useRef<HTMLDivElement | null>(null)
	useScenesInSight(body, rooms, groups)
	const pictures = useMemo(
		() =>
			new Map(
				panels.map(({ sceneId, panelId, pictureHash }) => [`${sceneId} ${panelId}`, pictureHash]),
			),
		[panels],
	)
	const pictureUrl = ({ first }: ListRow) => {
		const hash = first.pictureHash || pictures.get(`${first.sceneId} ${first.panelId}`)
		return hash
			? `/pictures/${first.sceneId}/${first.panelId.replace('shape:', '')}/${hash}-240.png`
			: null
	}
	const summaryOf = (those: readonly ListRow[]) => summary(those, view.kind, frameRate)
	const setForAll = (column: ListColumn, typed: string) =>
		list.type(visible.filter(({ key }) => chosen.has(key)).map((row) => ({ row, column, typed })))
	const everybody = [me, ...others].map((face) => ({
		...face,
		id: face.userId,
		initials: initials(face.name),
	}))
	const scene = view.sceneId === null ? '' : `&scene=${view.sceneId}`
	const step = (direction: 'undo' | 'redo') => {
		const sentence = history[direction]()
		if (sentence) tell(sentence)
	}
	return (
		<div className={styles.page} style={personStyle(me.color)}>
			<Topbar>
				<Crumbs
					items={[{ label: settings.title, to: `/projects/${projectId}` }, { label: 'Shot list' }]}
				/>
				<ListSaveState projectRoom={projectRoom} rooms={rooms} canWrite={may.write} />
				<Spacer />
				<section aria-label="In this list">
					<Avatars people={everybody} />
				</section>
				<ButtonLink
					variant="plain"
					icon={<Icon of={Printer} size={14} />}
					to={`/projects/${projectId}/print${view.sceneId === null ? '' : `?scene=${view.sceneId}`}`}
				>
					Print
				</ButtonLink>
				{may.write ? (
					<Button
						variant="plain"
						icon={<Icon of={Upload} size={14} />}
						onClick={() => setImportOpen(true)}
					>
						CSV in
					</Button>
				) : null}
				<ButtonLink
					reloadDocument
					icon={<Icon of={Download} size={14} />}
					to={`/api/v1/projects/${projectId}/shots.csv?rows=${view.kind}${scene}`}
				>
					CSV
				</ButtonLink>
				{props.account}
			</Topbar>
			<ListBar
				{...{ view, onView, columns, isShown, scenes: settings.scenes }}
				onShow={show}
				onFields={may.fields ? () => setFieldsOpen(true) : null}
			/>
			<main ref={body} className={styles.body}>
				<h1 className="visually-hidden">Shot list of {settings.title}</h1>
				<ShotGrid
					{...{ groups, frameRate, chosen, people, pictureUrl, summaryOf, tell, onCursor }}
					columns={shown}
					omitted={isInStoryOrder(view) ? list.omitted : NONE_OMITTED}
					sort={view.sort}
					onSort={(columnId) => onView({ ...view, sort: sortAfter(view.sort, columnId) })}
					boardTo={({ first }) =>
						`/projects/${projectId}/scenes/${first.sceneId}?panel=${encodeURIComponent(first.panelId)}`
					}
					onChosen={setChosen}
					canEdit={may.write}
					onType={list.type}
					onUndo={() => step('undo')}
					onRedo={() => step('redo')}
				/>
				{visible.length === 0 ? (
					<p className={styles.empty}>
						{rows.length === 0
							? 'There are no shots yet. Draw the first panel on a board.'
							: 'No shot fits. Take a filter off.'}
					</p>
				) : null}
				{chosen.size > 0 && may.write ? (
					<BulkBar
						count={chosen.size}
						noun={nounOf(chosen.size, view.kind)}
						columns={shown}
						onSet={setForAll}
						onClose={() => setChosen(new Set())}
					/>
				) : null}
			</main>
			<footer className={styles.foot}>
				<span role="status">
					<b>{visible.length}</b> of {rows.length} {nounOf(rows.length, view.kind)}
				</span>
				<span>
					<b>{clockOf(visible, frameRate)}</b> on screen
				</span>
				<span className={styles.push} />
				<span className={styles.keys}>
					<Kbd>Enter</Kbd> edit cell <Kbd>Shift</Kbd> <Kbd>Space</Kbd> choose row <Kbd>Ctrl</Kbd>{' '}
					<Kbd>Enter</Kbd> set for all chosen
				</span>
			</footer>
			<CustomFieldsDialog
				open={fieldsOpen}
				onOpenChange={setFieldsOpen}
				fields={settings.customFields}
				store={projectRoom.store}
			/>
			<ImportCsvDialog
				projectId={projectId}
				open={importOpen}
				onOpenChange={setImportOpen}
				onDone={props.onRefresh}
			/>
		</div>
	)
}

/** Tells the others in which cell one is. */
function usePresenceInCells(rooms: ReturnType<typeof useShotList>['rooms']) {
	const last = useRef<string | null>(null)
	return useCallback(
		(place: { row: ListRow; columnId: string } | null) => {
			if (!rooms) return
			const sceneId = place?.row.scene.sceneId ?? null
			const before = last.current
			last.current = sceneId
			if (before !== null && before !== sceneId)
				rooms.open.get().get(before)?.connection.setPresence({ textField: null, sceneId: null })
			if (!place || sceneId === null) return
			const { first } = place.row
			const isOfPanel = place.columnId.startsWith('props.')
			const recordId = isOfPanel ? first.panelId : (first.shotId ?? first.panelId)
			void rooms.enter(sceneId).then(
				(room) => {
					// One may have gone on meanwhile.
					if (last.current !== sceneId) return
					room.connection.setPresence({ sceneId, textField: { recordId, path: place.columnId } })
				},
				() => undefined,
			)
		},
		[rooms],
	)
}

/** Opens the rooms of the scenes whose rows are in sight. */
function useScenesInSight(
	body: React.RefObject<HTMLDivElement | null>,
	rooms: ReturnType<typeof useShotList>['rooms'],
	groups: readonly { rows: readonly ListRow[] }[],
) {
	const order = groups.flatMap(({ rows }) => rows[0]?.scene.sceneId ?? []).join(' ')
	useEffect(() => {
		const root = body.current
		if (!root || !rooms) return undefined
		const seen = new Set<string>()
		const observer = new IntersectionObserver(
			(entries) => {
				for (const { target, isIntersecting } of entries) {
					const sceneId = target instanceof HTMLElement ? (target.dataset.scene ?? '') : ''
					if (isIntersecting) seen.add(sceneId)
					else seen.delete(sceneId)
				}
				rooms.show(
					[...new Set(order.split(' '))].filter((sceneId) => sceneId !== '' && seen.has(sceneId)),
				)
			},
			{ root },
		)
		for (const group of root.querySelectorAll('[data-scene]')) observer.observe(group)
		return () => observer.disconnect()
	}, [body, rooms, order])
}

const NONE_OMITTED = {}

/** Sorted, filtered or grouped by something said, a list has no place for what nothing is said of. */
function isInStoryOrder({ sort, query, filters, groupBy }: ListView): boolean {
	const isFiltered = Object.values(filters).some((texts) => texts.length > 0)
	return sort === null && query.trim() === '' && !isFiltered && ['scene', 'none'].includes(groupBy)
}

function sortAfter(sort: ListView['sort'], columnId: string): ListView['sort'] {
	if (sort?.columnId !== columnId) return { columnId, isDescending: false }
	return sort.isDescending ? null : { columnId, isDescending: true }
}

function nounOf(count: number, kind: ListView['kind']): string {
	return kind + (count === 1 ? '' : 's')
}

function summary(rows: readonly ListRow[], kind: ListView['kind'], frameRate: number): string {
	const frames = rows.reduce((sum, row) => sum + (lengthOf(row) ?? 0), 0)
	const count = `${rows.length} ${nounOf(rows.length, kind)}`
	return frames === 0 ? count : `${count}, ${formatSeconds(frames, frameRate)} s`
}

function clockOf(rows: readonly ListRow[], frameRate: number): string {
	return formatClock(rows.reduce((sum, row) => sum + (lengthOf(row) ?? 0), 0) / frameRate)
}
