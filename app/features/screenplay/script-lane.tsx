/**
 * The scene's script beside the board, in screenplay format: what panels show is plain, what no panel
 * shows is hatched and offers "Make a panel". Knows no store: it is given blocks and ids.
 */
import { FileText, MessageSquarePlus, PenLine, Plus, Sparkles } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { groupLines, isCovered, type ScriptLine } from '#core/screenplay/script-lines.ts'
import { type LaneNotes, useNotedWords, wholeLine } from './lane-notes.ts'
import styles from './script-lane.module.css'
import { type LinePanel, ScriptLineRow } from './script-line-row.tsx'
import type { ScriptWriting } from './script-writing.ts'
import { type ChosenWords, useChosenWords } from './use-chosen-words.ts'
import { useScriptScroll } from './use-script-scroll.ts'
import { useWritingHere } from './use-writing-here.ts'

/** The bar shows single lines up to here, and shares beyond. */
const MOST_SEGMENTS = 60

export function ScriptLane(props: {
	/** In script order. */
	blocks: readonly ScriptBlockRecord[]
	coveredBlockIds: ReadonlySet<string>
	currentPanelBlockIds: Iterable<string>
	onMakePanel: (blockIds: string[]) => void
	onBreakDown: () => void
	canEdit: boolean
	/** Opens "Import a script"; without it the empty lane has no button. */
	onImport?: () => void
	/** Printed number of the scene. */
	sceneNumber?: string
	isBreakingDown?: boolean
	headActions?: ReactNode
	/** What stands under the lines: panels whose lines were cut. */
	tray?: ReactNode
	/** Block id -> the panels that show it, in story order. */
	panelsOf?: ReadonlyMap<string, readonly LinePanel[]>
	/** Blocks of the panel under the pointer. */
	glowingBlockIds?: ReadonlySet<string>
	/** Writing in the script; null for who may only read. */
	writing?: ScriptWriting | null
	/** Makes a panel of some words, cut out of their lines. */
	onMakeFromWords?: (words: readonly ChosenWords[]) => void
	/** What is noted about lines. */
	notes?: LaneNotes
	/** The pointer is on these lines, or on none. */
	onPoint?: (blockIds: readonly string[]) => void
	onShowPanel?: (panelId: string) => void
	/** The lane was scrolled by hand to a line that this panel shows. */
	onScrollTo?: (panelId: string) => void
}) {
	const { blocks, coveredBlockIds, canEdit } = props
	const lines = groupLines(blocks)
	const counted = lines.filter((line) => line.isCounted)
	const current = new Set(props.currentPanelBlockIds)
	const panelsOf = props.panelsOf ?? NO_PANELS
	const panelsOfLine = (line: ScriptLine) => panelsAt(line, panelsOf)
	const list = useRef<HTMLOListElement>(null)
	const here = useWritingHere(blocks, props.writing ?? null)
	const words = useChosenWords(list, blocks)
	const { notes } = props
	useNotedWords(list, notes?.at ?? null, blocks)
	useScriptScroll(list, (lineId) => {
		const line = lines.find(({ id }) => id === lineId)
		const [first] = line ? panelsOfLine(line) : []
		if (first) props.onScrollTo?.(first.panelId)
	})
	const firstGap = counted.find((line) => !isCovered(line, coveredBlockIds))
	return (
		<section className={styles.lane} aria-label="Script">
			<header className={styles.head}>
				Script{' '}
				<span className={styles.push}>
					{here ? (
						<IconButton
							label="Write in the script"
							size="small"
							onClick={() => here.start([...current][0] ?? null)}
						>
							<Icon of={PenLine} size={14} />
						</IconButton>
					) : null}
					{props.headActions}
				</span>
			</header>
			{lines.length === 0 ? (
				<EmptyLane
					canEdit={canEdit || here !== null}
					onImport={props.onImport}
					onWrite={here ? () => here.start(null) : undefined}
				/>
			) : (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: who may make no panels finds nothing to focus in it, and scrolls it.
				<ol className={styles.script} ref={list} tabIndex={0} aria-label="Lines">
					{lines.map((line) => (
						<ScriptLineRow
							key={line.id}
							line={line}
							sceneNumber={props.sceneNumber ?? ''}
							isCovered={isCovered(line, coveredBlockIds)}
							isCurrent={line.blocks.some((block) => current.has(block.id))}
							panels={panelsOfLine(line)}
							isGlowing={line.blocks.some((block) => props.glowingBlockIds?.has(block.id))}
							here={here}
							marks={notes?.render(line.blocks.map(({ id }) => id))}
							isNoted={line.blocks.some(({ id }) => id === notes?.at?.blockId)}
							onNote={noteOn(line, notes)}
							onPoint={(isOn) => props.onPoint?.(isOn ? line.blocks.map(({ id }) => id) : [])}
							onShowPanel={(panelId) => props.onShowPanel?.(panelId)}
							makes={!canEdit ? 'never' : line === firstGap ? 'always' : 'near'}
							onMakePanel={() => props.onMakePanel(line.blocks.map((block) => block.id))}
						/>
					))}
				</ol>
			)}
			{props.tray}
			{lines.length === 0 ? null : (
				<footer className={styles.foot}>
					<Coverage lines={counted} coveredBlockIds={coveredBlockIds} />
					{canEdit && words.length > 0 ? (
						<Button
							variant="solid"
							icon={<Icon of={Plus} size={14} />}
							// Before the press would take the words out of the selection.
							onPointerDown={(event) => event.preventDefault()}
							onClick={() => props.onMakeFromWords?.(words)}
						>
							Make panel
						</Button>
					) : null}
					{notes?.onNote && words.length > 0 ? (
						<Button
							icon={<Icon of={MessageSquarePlus} size={14} />}
							onPointerDown={(event) => event.preventDefault()}
							onClick={() => words[0] && notes.onNote?.(words[0])}
						>
							Note on these words
						</Button>
					) : null}
					{canEdit ? (
						<Button
							icon={<Icon of={Sparkles} size={14} />}
							busy={props.isBreakingDown ?? false}
							disabled={counted.length === 0}
							onClick={props.onBreakDown}
						>
							Break down this scene
						</Button>
					) : null}
				</footer>
			)}
		</section>
	)
}

const NO_PANELS: ReadonlyMap<string, readonly LinePanel[]> = new Map()

function noteOn(line: ScriptLine, notes: LaneNotes | undefined): (() => void) | null {
	const whole = notes?.onNote ? wholeLine(line) : null
	return whole && (() => notes?.onNote?.(whole))
}

/** The panels of any of a line's blocks, each once. */
function panelsAt(
	line: ScriptLine,
	panelsOf: ReadonlyMap<string, readonly LinePanel[]>,
): readonly LinePanel[] {
	const found = new Map<string, LinePanel>()
	for (const block of line.blocks)
		for (const panel of panelsOf.get(block.id) ?? []) found.set(panel.panelId, panel)
	return [...found.values()]
}

function EmptyLane(props: {
	canEdit: boolean
	onImport: (() => void) | undefined
	onWrite: (() => void) | undefined
}) {
	return (
		<div className={styles.empty}>
			<Empty
				icon={<Icon of={FileText} size={20} />}
				title={props.canEdit ? 'Bring the pages in' : 'No pages yet'}
				actions={
					<>
						{props.canEdit && props.onImport ? (
							<Button variant="solid" onClick={props.onImport}>
								Import a script
							</Button>
						) : null}
						{props.onWrite ? <Button onClick={props.onWrite}>Write the first line</Button> : null}
					</>
				}
			>
				<p>
					{props.canEdit
						? 'Bring in a Fountain file or paste the scene. Panels you already drew stay as they are.'
						: 'Nobody has brought the script of this scene in.'}
				</p>
			</Empty>
		</div>
	)
}

function Coverage(props: { lines: readonly ScriptLine[]; coveredBlockIds: ReadonlySet<string> }) {
	const { lines, coveredBlockIds } = props
	const covered = lines.filter((line) => isCovered(line, coveredBlockIds)).length
	const said = `${covered} of ${lines.length} ${lines.length === 1 ? 'line' : 'lines'} covered`
	return (
		<>
			<div className={styles.coverage} aria-hidden>
				{lines.length <= MOST_SEGMENTS ? (
					lines.map((line) => (
						<i
							key={line.id}
							className={isCovered(line, coveredBlockIds) ? undefined : styles.gap}
						/>
					))
				) : (
					<>
						<i style={{ flexGrow: covered }} />
						<i style={{ flexGrow: lines.length - covered }} className={styles.gap} />
					</>
				)}
			</div>
			<span>{said}</span>
		</>
	)
}
