/** The name of a cut and the length it should have: for a new one of any length, or one that is there. */
import { useId, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { TextField } from '#app/ui/field.tsx'
import { parseDuration } from '#core/board/timing.ts'
import { LENGTH_HINT } from './length-field.tsx'

export function CutDialog(props: {
	title: string
	/** What the fields begin with. */
	name: string
	length: string
	frameRate: number
	onSet: (cut: { name: string; targetFrames: number | null }) => void
	onClose: () => void
}) {
	const form = useId()
	const [name, setName] = useState(props.name)
	const [length, setLength] = useState(props.length)
	const [problem, setProblem] = useState<string | null>(null)
	const set = () => {
		const typed = length.trim()
		const targetFrames = typed === '' ? null : parseDuration(typed, props.frameRate)
		if (typed !== '' && !targetFrames) return setProblem(LENGTH_HINT)
		props.onSet({ name: name.trim() || `${typed || 'Other'}${typed ? ' s' : ''}`, targetFrames })
		props.onClose()
	}
	return (
		<Dialog
			open
			onOpenChange={props.onClose}
			title={props.title}
			footer={
				<Button type="submit" form={form} variant="solid">
					{props.name ? 'Save' : 'Make the cut'}
				</Button>
			}
		>
			<form
				id={form}
				onSubmit={(event) => {
					event.preventDefault()
					set()
				}}
			>
				<TextField
					label="Name"
					maxLength={40}
					placeholder="Teaser"
					value={name}
					onChange={(event) => setName(event.target.value)}
				/>
				<TextField
					label="Target length"
					suffix="s"
					placeholder="45, 2:12 or 60f"
					value={length}
					error={problem}
					onChange={(event) => {
						setLength(event.target.value)
						setProblem(null)
					}}
				/>
			</form>
		</Dialog>
	)
}
