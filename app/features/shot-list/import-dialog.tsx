/** CSV in: choose a file, see what it would change, line by line, and set it or leave it. */
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { useToast } from '#app/ui/toast.tsx'
import {
	type CellChange,
	type CsvPlan,
	MAX_CSV_LETTERS,
	type ShownChange,
} from '#core/shot-list/list-csv.ts'
import styles from './shot-list-page.module.css'

interface Applied {
	applied: number
	overtaken: number
	back: CellChange[]
}
/** Changes sent at once; a post has a limit. */
const AT_ONCE = 2000

export function ImportCsvDialog(props: {
	projectId: string
	open: boolean
	onOpenChange: (open: boolean) => void
	onDone: () => void
}) {
	const [plan, setPlan] = useState<CsvPlan | null>(null)
	const [problem, setProblem] = useState<string | null>(null)
	const [isBusy, setIsBusy] = useState(false)
	const toast = useToast()
	const address = `/api/v1/projects/${props.projectId}/shots`
	const busily = (work: () => Promise<void>) => {
		setIsBusy(true)
		setProblem(null)
		work()
			.catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
			.finally(() => setIsBusy(false))
	}
	const read = (file: File) =>
		busily(async () => {
			const csv = await file.text()
			if (csv.length > MAX_CSV_LETTERS)
				throw new Error('This file is too large. Send it scene by scene.')
			setPlan(await post<CsvPlan>(address, { csv }))
		})
	const send = async (changes: readonly CellChange[]) => {
		const total: Applied = { applied: 0, overtaken: 0, back: [] }
		for (let at = 0; at < changes.length; at += AT_ONCE) {
			const done = await post<Applied>(address, { changes: changes.slice(at, at + AT_ONCE) })
			total.applied += done.applied
			total.overtaken += done.overtaken
			total.back.push(...done.back)
		}
		props.onDone()
		return total
	}
	const apply = () =>
		busily(async () => {
			const { applied, overtaken, back } = await send(
				(plan?.changes ?? []).map(({ change }) => change),
			)
			close()
			toast({
				title: `${applied} ${applied === 1 ? 'cell' : 'cells'} set from the file`,
				description:
					overtaken > 0
						? `${overtaken} were changed by others meanwhile and left alone.`
						: undefined,
				action: { label: 'Take back', onSelect: () => void send(back) },
			})
		})
	const close = () => {
		props.onOpenChange(false)
		setPlan(null)
		setProblem(null)
	}
	const isReady = plan !== null && plan.faults.length === 0 && plan.changes.length > 0
	return (
		<Dialog
			open={props.open}
			onOpenChange={(open) => (open ? props.onOpenChange(true) : close())}
			title="Bring a CSV in"
			description="Rows are found by their ID, or by scene and shot number. Nothing is set before you have seen it."
			size="wide"
			footer={
				<>
					<Button onClick={close}>Cancel</Button>
					<Button variant="solid" disabled={!isReady} busy={isBusy} onClick={apply}>
						{isReady
							? `Set ${plan.changes.length} ${plan.changes.length === 1 ? 'cell' : 'cells'}`
							: 'Set'}
					</Button>
				</>
			}
		>
			<input
				type="file"
				accept=".csv,text/csv,text/plain"
				aria-label="CSV file"
				onChange={(event) => {
					const file = event.target.files?.[0]
					if (file) read(file)
				}}
			/>
			{problem ? (
				<Notice tone="danger" announce title="The file could not be read">
					<p>{problem}</p>
				</Notice>
			) : null}
			{plan ? <PlanView plan={plan} /> : null}
		</Dialog>
	)
}

function PlanView({ plan }: { plan: CsvPlan }) {
	const { faults, changes, ignored, sameRows } = plan
	return (
		<div className={styles.plan}>
			{faults.length > 0 ? (
				<Notice tone="danger" announce title="Nothing will be set: some lines cannot be read">
					<ul>
						{faults.map(({ line, sentence }) => (
							<li key={`${line} ${sentence}`}>
								Line {line}: {sentence}
							</li>
						))}
					</ul>
				</Notice>
			) : null}
			{ignored.length > 0 ? <p>Not fields of a shot, left alone: {ignored.join(', ')}.</p> : null}
			<p role="status">
				{changes.length === 0
					? 'Nothing differs.'
					: `${changes.length} ${changes.length === 1 ? 'cell differs' : 'cells differ'}`}
				{changes.length > 0 && sameRows > 0 ? `; ${sameRows} rows are the same.` : '.'}
			</p>
			{changes.length > 0 ? (
				<DataTable<ShownChange>
					caption="What would change"
					rows={changes.slice(0, 500)}
					rowKey={({ line, label }) => `${line} ${label}`}
					columns={[
						{ key: 'number', header: 'Shot', render: ({ number }) => number },
						{ key: 'label', header: 'Field', render: ({ label }) => label },
						{ key: 'from', header: 'Now', wrap: true, render: ({ from }) => <del>{from}</del> },
						{
							key: 'to',
							header: 'Then',
							wrap: true,
							render: ({ to }) => <ins>{to || 'not said'}</ins>,
						},
						{ key: 'line', header: 'Line', align: 'right', render: ({ line }) => line },
					]}
				/>
			) : null}
		</div>
	)
}

async function post<T>(address: string, body: unknown): Promise<T> {
	const response = await fetch(address, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	})
	const answer: T & { message?: string } = await response.json()
	if (!response.ok)
		throw new Error(answer.message ?? 'The server could not do that. Nothing was set.')
	return answer
}
