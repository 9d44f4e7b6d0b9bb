/** One line of the script as it stands on the page, with the way to a panel when it has none. */
import { CircleDashed, Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { cx } from '#app/ui/cx.ts'
import { Icon } from '#app/ui/icon.tsx'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import type { ScriptLine } from '#core/screenplay/script-lines.ts'
import styles from './script-lane.module.css'

export function ScriptLineRow(props: {
	line: ScriptLine
	sceneNumber: string
	isCovered: boolean
	/** The panel in hand shows it. */
	isCurrent: boolean
	/** When "Make a panel" is seen: always, near the line (hover, focus), never. */
	makes: 'always' | 'near' | 'never'
	onMakePanel: () => void
}) {
	const { line, isCovered, isCurrent, makes } = props
	const isGap = line.isCounted && !isCovered
	const row = useRef<HTMLLIElement>(null)

	useEffect(() => {
		if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' })
	}, [isCurrent])

	return (
		<li
			ref={row}
			className={cx(
				styles.line,
				isGap && styles.uncovered,
				isCurrent && styles.current,
				line.isNotInDraft && styles.old,
			)}
			aria-current={isCurrent || undefined}
		>
			{isGap ? (
				<span className={styles.hint}>
					<Icon of={CircleDashed} size={14} />
				</span>
			) : null}
			<div className={styles.words}>
				{line.blocks.map((block) => (
					<BlockText key={block.id} block={block} sceneNumber={props.sceneNumber} />
				))}
				{isGap ? <span className="visually-hidden">No panel shows this yet.</span> : null}
				{line.isNotInDraft ? <span className={styles.oldNote}>Not in the newest pages</span> : null}
			</div>
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

function BlockText({ block, sceneNumber }: { block: ScriptBlockRecord; sceneNumber: string }) {
	if (block.type === 'pageBreak') return <hr className={styles.pageBreak} aria-label="New page" />
	const number = block.type === 'sceneHeading' ? sceneNumber : ''
	return (
		<p
			dir="auto"
			className={cx(styles.block, styles[block.type], block.dual === 'right' && styles.right)}
		>
			{number === '' ? null : <span className={styles.sceneNumber}>{number}</span>}
			{block.text}
			{block.type === 'character' && block.dual === 'right' ? (
				<span className={styles.together}>at once</span>
			) : null}
		</p>
	)
}
