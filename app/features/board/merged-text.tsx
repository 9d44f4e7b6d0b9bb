/**
 * A field of a panel whose words merge letter by letter with what others type: the caret stays where
 * it was in the words, and who else writes is named beside the label.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { cx } from '#app/ui/cx.ts'
import { MAX_CAPTION_LENGTH } from '#core/canvas/panel-shape.ts'
import { useTextField } from '../sync/use-text-field.ts'
import styles from './merged-text.module.css'
import type { BoardHand } from './panel-actions.ts'

export interface MergedTextProps {
	hand: BoardHand
	panelId: string
	field: 'action' | 'dialogue' | 'notes'
	label: string
	placeholder?: string | undefined
	canEdit: boolean
	autoFocus?: boolean
	/** Who else writes here. */
	writers?: ReactNode
	/** Tells the others that one writes here, and when one stops. */
	onWriting: (path: string | null) => void
	onUndo: () => void
	onRedo: () => void
	onDone?: () => void
}

export function MergedText(props: MergedTextProps) {
	const { hand, panelId, field, label, placeholder = '', canEdit, autoFocus = false } = props
	const path = `props.${field}`
	const text = useTextField({
		store: hand.model.store,
		recordId: panelId,
		path,
		maxLength: MAX_CAPTION_LENGTH,
		onEditStart: () => void hand.editor.markHistoryStoppingPoint('words'),
	})
	const area = useRef<HTMLTextAreaElement | null>(null)
	useEffect(() => {
		if (autoFocus) focusAtEnd(area.current)
	}, [autoFocus])
	const tellWriting = useTellWriting(props.onWriting)
	return (
		<label className={cx(styles.field, field === 'dialogue' && styles.script)}>
			<span className={styles.label}>
				{label} {props.writers}
			</span>
			<span className={styles.grow} data-text={`${text.value}\n`}>
				<textarea
					ref={(element) => {
						area.current = element
						text.ref(element)
					}}
					rows={1}
					value={text.value}
					placeholder={placeholder}
					readOnly={!canEdit}
					{...text.handlers}
					onFocus={() => tellWriting(canEdit ? path : null)}
					onBlur={() => {
						text.handlers.onBlur()
						tellWriting(null)
					}}
					// The drawing surface hears keys before this field does: Escape here must not drop the pen.
					onKeyDownCapture={(event) => hand.editor.markEventAsHandled(event)}
					onKeyDown={(event) => {
						if (pressInText(event, props)) text.endBurst()
					}}
				/>
			</span>
		</label>
	)
}

/** A field that goes away while one writes in it loses no focus that anybody hears of: it says so itself. */
function useTellWriting(onWriting: MergedTextProps['onWriting']) {
	const latest = useRef(onWriting)
	latest.current = onWriting
	const isWriting = useRef(false)
	useEffect(
		() => () => {
			if (isWriting.current) latest.current(null)
		},
		[],
	)
	return (path: string | null) => {
		isWriting.current = path !== null
		latest.current(path)
	}
}

/** Undo is the board's and not the field's own, which would take back other people's letters. */
function pressInText(event: KeyboardEvent, { onUndo, onRedo, onDone }: MergedTextProps): boolean {
	const accel = event.ctrlKey || event.metaKey
	const key = event.key.toLowerCase()
	const act =
		accel && key === 'z'
			? event.shiftKey
				? onRedo
				: onUndo
			: accel && key === 'y'
				? onRedo
				: key === 'escape' || (accel && key === 'enter')
					? onDone
					: undefined
	if (!act) return false
	event.preventDefault()
	event.nativeEvent.stopImmediatePropagation()
	act()
	return true
}

function focusAtEnd(area: HTMLTextAreaElement | null) {
	area?.focus({ preventScroll: true })
	area?.setSelectionRange(area.value.length, area.value.length)
}
