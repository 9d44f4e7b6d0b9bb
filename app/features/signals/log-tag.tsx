/** Whether the log is whole: every entry still follows from the one before it. */
import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react'
import { Icon } from '#app/ui/icon.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { count, counted } from './format.ts'

export interface LogState {
	state: 'whole' | 'broken' | 'checking'
	events: number
	brokenAtSeq: number | null
}

export function LogTag({ log }: { log: LogState }) {
	if (log.state === 'checking') {
		return (
			<Tag>
				<Icon of={ShieldQuestion} size={12} /> Checking the log
			</Tag>
		)
	}
	if (log.state === 'broken') {
		return (
			<Tag tone="danger">
				<Icon of={ShieldAlert} size={12} /> Log changed at entry {count(log.brokenAtSeq ?? 0)}
			</Tag>
		)
	}
	if (log.events === 0) return <Tag>Log empty</Tag>
	return (
		<Tag tone="ok">
			<Icon of={ShieldCheck} size={12} /> Log whole, {counted(log.events, 'entry', 'entries')}
		</Tag>
	)
}
