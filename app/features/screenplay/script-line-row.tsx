/** One line of the script as it stands on the page: the panels that show it, or the way to one when it has none. */
import { CircleDashed, MessageSquarePlus, Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import type { ScriptLine } from '#core/screenplay/script-lines.ts'
import { ScriptBlock, type WritingHere } from './script-block.tsx'
import styles from './script-lane.module.css'

/** A panel that shows a line, by its printed number. */
export interface LinePanel {
	panelId: string
	number: string
}

export function ScriptLineRow(props: {
	line: ScriptLine
	sceneNumber: string
	panels: readonly LinePanel[]
	isCovered: boolean
	/** The panel in hand shows it. */
	isCurrent: boolean
	/** A panel under the pointer shows it. */
	isGlowing: boolean
	/** When "Make a panel" is seen: always, near the line (hover, focus), never. */
	makes: 'always' | 'near' | 'never'
	/** Writing in the script, for who may. */
	here: WritingHere | null
	/** Notes on it. */
	marks?: ReactNode
	/** The note in hand is about it. */
	isNoted: boolean
	/** Begins a note on it; null for who may not. */
	onNote: (() => void) | null
	onMakePanel: () => void
	/** The pointer is on the line, or left it. */
	onPoint: (isOn: boolean) => void
	onShowPanel: (panelId: string) => void
}) {
	const { line, isCovered, isCurrent, isNoted, makes, panels } = props
	const isGap = line.isCounted && !isCovered
	const row = useRef<HTMLLIElement>(null)
	const isWritten = props.here?.place !== null && props.here?.place !== undefined

	useEffect(() => {
		// Who writes is not led away from their line by what others take in hand.
		if (isCurrent && !isWritten) row.current?.scrollIntoView({ block: 'nearest' })
	}, [isCurrent, isWritten])

	useEffect(() => {
		if (isNoted) row.current?.scrollIntoView({ block: 'nearest' })
	}, [isNoted])

	const { dual } = line.blocks[0] ?? {}
	return (
		<li
			ref={row}
			className={cx(
				styles.line,
				isGap && styles.uncovered,
				isCurrent && styles.current,
				props.isGlowing && styles.glowing,
				isNoted && styles.noted,
				line.isNotInDraft && styles.old,
				dual === 'left' && styles.left,
				dual === 'right' && styles.right,
			)}
			aria-current={isCurrent || undefined}
			data-line-id={line.id}
			onPointerEnter={() => props.onPoint(true)}
			onPointerLeave={() => props.onPoint(false)}
		>
			{isGap ? (
				<span className={styles.hint}>
					<Icon of={CircleDashed} size={14} />
				</span>
			) : null}
			<div className={styles.words}>
				{line.blocks.map((block) => (
					<ScriptBlock
						key={block.id}
						block={block}
						sceneNumber={props.sceneNumber}
						here={props.here}
					/>
				))}
				{dual === 'right' ? <span className="visually-hidden">at once</span> : null}
				{isGap ? <span className="visually-hidden">No panel shows this yet.</span> : null}
				{line.isNotInDraft ? <span className={styles.oldNote}>Not in the newest pages</span> : null}
			</div>
			{panels.length > 0 || props.marks ? (
				<span className={styles.panels}>
					{props.marks}
					{panels.map(({ panelId, number }) => (
						<button
							key={panelId}
							type="button"
							className={styles.panelChip}
							aria-label={`Show panel ${number}`}
							onClick={() => props.onShowPanel(panelId)}
							onFocus={() => props.onPoint(true)}
							onBlur={() => props.onPoint(false)}
						>
							{number}
						</button>
					))}
				</span>
			) : null}
			{props.onNote ? (
				<button
					type="button"
					className={styles.noteHere}
					aria-label="Note on this line"
					title="Note on this line"
					onClick={props.onNote}
				>
					<Icon of={MessageSquarePlus} size={14} />
				</button>
			) : null}
			{isGap && makes !== 'never' ? (
				<button
					type="button"
					className={cx(styles.make, makes === 'near' && styles.near)}
					onClick={props.onMakePanel}
				>
					<Icon of={Plus} size={12} /> Make a panel
				</button>
			) : null}
		</li>
	)
}
