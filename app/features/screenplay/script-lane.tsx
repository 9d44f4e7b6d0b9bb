/**
 * The scene's script beside the board, in screenplay format: what panels show is plain, what no panel
 * shows is hatched and offers "Make a panel". Knows no store: it is given blocks and ids.
 */
import { FileText, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { groupLines, isCovered, type ScriptLine } from '#core/screenplay/script-lines.ts'
import styles from './script-lane.module.css'
import { ScriptLineRow } from './script-line-row.tsx'

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
}) {
	const { blocks, coveredBlockIds, canEdit } = props
	const lines = groupLines(blocks)
	const counted = lines.filter((line) => line.isCounted)
	const current = new Set(props.currentPanelBlockIds)
	const firstGap = counted.find((line) => !isCovered(line, coveredBlockIds))
	return (
		<section className={styles.lane} aria-label="Script">
			<header className={styles.head}>
				Script <span className={styles.push}>{props.headActions}</span>
			</header>
			{lines.length === 0 ? (
				<EmptyLane canEdit={canEdit} onImport={props.onImport} />
			) : (
				<ol className={styles.script}>
					{lines.map((line) => (
						<ScriptLineRow
							key={line.id}
							line={line}
							sceneNumber={props.sceneNumber ?? ''}
							isCovered={isCovered(line, coveredBlockIds)}
							isCurrent={line.blocks.some((block) => current.has(block.id))}
							makes={!canEdit ? 'never' : line === firstGap ? 'always' : 'near'}
							onMakePanel={() => props.onMakePanel(line.blocks.map((block) => block.id))}
						/>
					))}
				</ol>
			)}
			{lines.length === 0 ? null : (
				<footer className={styles.foot}>
					<Coverage lines={counted} coveredBlockIds={coveredBlockIds} />
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

function EmptyLane(props: { canEdit: boolean; onImport: (() => void) | undefined }) {
	return (
		<div className={styles.empty}>
			<Empty
				icon={<Icon of={FileText} size={20} />}
				title={props.canEdit ? 'Bring the pages in' : 'No pages yet'}
				actions={
					props.canEdit && props.onImport ? (
						<Button variant="solid" onClick={props.onImport}>
							Import a script
						</Button>
					) : null
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
