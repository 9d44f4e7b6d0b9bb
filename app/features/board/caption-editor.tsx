/** The caption of a panel, written in place under it, in front of the wall so that nothing covers it. */
import { useRef } from 'react'
import { useValue } from 'tldraw'
import { getPanel } from './board-records.ts'
import styles from './caption-editor.module.css'
import { MergedText, type MergedTextProps } from './merged-text.tsx'

type Shared = Omit<
	MergedTextProps,
	'panelId' | 'field' | 'label' | 'writers' | 'onDone' | 'autoFocus' | 'onWriting'
>

export function CaptionEditor(
	props: Shared & {
		renderWriters: (panelId: string, path: string) => React.ReactNode
		onWriting: (panelId: string, path: string | null) => void
	},
) {
	const { hand, renderWriters, onWriting, ...rest } = props
	const { model, editor } = hand
	const box = useRef<HTMLFieldSetElement>(null)
	const open = useValue('caption', () => model.caption.get(), [model])
	const panel = useValue('panel', () => getPanel(model.store, open?.panelId ?? null), [model, open])
	const zoom = useValue('zoom', () => editor.getZoomLevel(), [editor])
	if (!open || !panel) return null
	const close = () => {
		model.caption.set(null)
		editor.focus()
	}
	const shared = {
		...rest,
		hand,
		panelId: panel.id,
		onDone: close,
		onWriting: (path: string | null) => onWriting(panel.id, path),
	}
	return (
		<fieldset
			ref={box}
			aria-label="Caption"
			className={styles.caption}
			data-own-keys
			style={{
				left: panel.x,
				top: panel.y + panel.props.h,
				width: Math.max(240, panel.props.w * zoom),
				transform: `scale(${1 / zoom})`,
			}}
			onBlur={(event) => {
				if (!box.current?.contains(event.relatedTarget)) model.caption.set(null)
			}}
		>
			<MergedText
				{...shared}
				key={`${panel.id} action`}
				field="action"
				label="What we see"
				autoFocus={open.field === 'action'}
				writers={renderWriters(panel.id, 'props.action')}
			/>
			<MergedText
				{...shared}
				key={`${panel.id} dialogue`}
				field="dialogue"
				label="What is said"
				placeholder="IDA: That’s not the buoy."
				autoFocus={open.field === 'dialogue'}
				writers={renderWriters(panel.id, 'props.dialogue')}
			/>
		</fieldset>
	)
}
