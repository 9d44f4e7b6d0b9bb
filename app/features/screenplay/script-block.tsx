/** One block of the script: read as it stands on the page, and where one may write, written in. */
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react'
import { cx } from '#app/ui/cx.ts'
import type { ScriptBlockRecord } from '#core/board/project-records.ts'
import { MAX_LINE } from '#core/screenplay/edit-script.ts'
import { revisionColor, revisionName } from '#core/screenplay/revision-colors.ts'
import { useTextField } from '../sync/use-text-field.ts'
import styles from './script-lane.module.css'
import type { ScriptWriting, WritingPlace } from './script-writing.ts'

export interface WritingHere {
	writing: ScriptWriting
	/** Where one writes, in whichever line. */
	place: WritingPlace | null
	onGo: (place: WritingPlace | null) => void
	/** One stopped writing in this line, unless one writes elsewhere by now. */
	onLeave: (blockId: string) => void
	/** To the line above or below. */
	onStep: (blockId: string, step: 1 | -1) => void
}

const NAMES: Partial<Record<ScriptBlockRecord['type'], string>> = {
	sceneHeading: 'Heading',
	character: 'Character',
	parenthetical: 'Parenthetical',
	dialogue: 'Dialogue',
	transition: 'Transition',
	action: 'Action',
	lyrics: 'Lyrics',
	centered: 'Centred',
	note: 'Note',
}

export function ScriptBlock(props: {
	block: ScriptBlockRecord
	sceneNumber: string
	here: WritingHere | null
}) {
	const { block, here } = props
	if (block.type === 'pageBreak') return <hr className={styles.pageBreak} aria-label="New page" />
	const number = block.type === 'sceneHeading' ? props.sceneNumber : ''
	const isWriting = here !== null && here.place?.blockId === block.id
	const className = cx(styles.block, styles[block.type])
	const { revision } = block.meta
	return (
		<div className={styles.row}>
			{isWriting ? (
				<BlockField block={block} here={here} className={className} />
			) : (
				// biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard one writes through "Write" and the arrows.
				// biome-ignore lint/a11y/noStaticElementInteractions: a click puts the caret where it fell.
				<p
					dir="auto"
					className={cx(className, here && styles.writable)}
					data-block-id={block.id}
					onClick={(event) => startAt(event, block, here)}
				>
					{number === '' ? null : (
						<span className={styles.sceneNumber} data-not-text>
							{number}
						</span>
					)}
					{block.text === '' && here ? (
						<span className={styles.blank}>{NAMES[block.type] ?? 'Line'}</span>
					) : (
						block.text
					)}
				</p>
			)}
			{typeof revision === 'number' && Number.isInteger(revision) && revision > 0 ? (
				<RevisionMark revision={revision} />
			) : null}
		</div>
	)
}

/** The star in the margin of a revised line, in the colour of its pages. */
function RevisionMark({ revision }: { revision: number }) {
	return (
		<span
			className={styles.revision}
			style={{ background: revisionColor(revision).paper }}
			title={`${revisionName(revision)} revision`}
			role="img"
			aria-label={`${revisionName(revision)} revision`}
		/>
	)
}

/** A click that chose no words starts writing where it fell. */
function startAt(event: MouseEvent, block: ScriptBlockRecord, here: WritingHere | null): void {
	const selection = window.getSelection()
	if (!here || !selection?.isCollapsed) return
	const isInWords =
		selection.anchorNode?.nodeType === Node.TEXT_NODE &&
		event.currentTarget.contains(selection.anchorNode) &&
		!selection.anchorNode.parentElement?.hasAttribute('data-not-text')
	const caret = isInWords ? selection.anchorOffset : block.text.length
	here.onGo({ blockId: block.id, caret: Math.min(caret, block.text.length) })
}

function BlockField(props: { block: ScriptBlockRecord; here: WritingHere; className: string }) {
	const { block, here } = props
	const { writing, place } = here
	// A line that is longer already keeps its end.
	const maxLength = Math.max(MAX_LINE, block.text.length)
	const field = useTextField({
		store: writing.store,
		recordId: block.id,
		path: 'text',
		maxLength,
		onEditStart: () => writing.mark(),
		write: (value) => writing.write(block.id, value),
	})
	const area = useRef<HTMLTextAreaElement | null>(null)
	const caret = place?.caret ?? 0
	useEffect(() => {
		area.current?.focus({ preventScroll: true })
		area.current?.setSelectionRange(caret, caret)
		area.current?.scrollIntoView?.({ block: 'nearest' })
	}, [caret])
	return (
		<span className={cx(styles.grow, props.className)} data-text={`${field.value}\n`}>
			<textarea
				ref={(element) => {
					area.current = element
					field.ref(element)
				}}
				rows={1}
				maxLength={maxLength}
				dir="auto"
				aria-label={NAMES[block.type] ?? 'Line'}
				value={field.value}
				spellCheck={false}
				{...field.handlers}
				onBlur={() => {
					field.handlers.onBlur()
					here.onLeave(block.id)
				}}
				onKeyDown={(event) => {
					if (pressInLine(event, block, here)) field.endBurst()
				}}
			/>
		</span>
	)
}

/** Whether the key was the lane's and not the field's own. */
function pressInLine(
	event: KeyboardEvent<HTMLTextAreaElement>,
	block: ScriptBlockRecord,
	here: WritingHere,
): boolean {
	if (event.nativeEvent.isComposing) return false
	const act = actOf(event, block, here)
	if (!act) return false
	event.preventDefault()
	event.nativeEvent.stopImmediatePropagation()
	act()
	return true
}

function actOf(
	event: KeyboardEvent<HTMLTextAreaElement>,
	block: ScriptBlockRecord,
	{ writing, onGo, onStep }: WritingHere,
): (() => void) | null {
	const { selectionStart, selectionEnd, value } = event.currentTarget
	const isCollapsed = selectionStart === selectionEnd
	const accel = event.ctrlKey || event.metaKey
	const key = event.key.toLowerCase()
	if (accel && key === 'z') return event.shiftKey ? writing.redo : writing.undo
	if (accel && key === 'y') return writing.redo
	if (accel || event.altKey) return null
	if (key === 'escape') return () => onGo(null)
	if (key === 'enter' && !event.shiftKey) {
		writing.write(block.id, value)
		return () => onGo(writing.split(block.id, selectionStart))
	}
	if (key === 'tab') return () => writing.changeType(block.id, event.shiftKey ? -1 : 1)
	if (key === 'backspace' && isCollapsed && selectionStart === 0) {
		return () => {
			const place = writing.join(block.id)
			if (place) onGo(place)
		}
	}
	if (event.shiftKey || !isCollapsed) return null
	if (key === 'arrowup' && selectionStart === 0) return () => onStep(block.id, -1)
	if (key === 'arrowdown' && selectionStart === value.length) return () => onStep(block.id, 1)
	return null
}
