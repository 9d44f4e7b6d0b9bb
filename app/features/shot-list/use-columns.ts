/** Which columns are shown: one's own choice for this film, kept in the browser. */
import { useEffect, useMemo, useState } from 'react'
import { z } from 'zod'
import type { ListColumn } from '#core/shot-list/list-column.ts'

/** Shown until somebody chooses; a film's own fields are shown, too. */
const SHOWN: ReadonlySet<string> = new Set([
	...['numberOverride', 'panels', 'size', 'angle', 'movement', 'equipment', 'lensMm'],
	...['props.action', 'props.dialogue', 'props.durationFrames', 'sound', 'vfx', 'status'],
])
const ChoiceSchema = z.record(z.string(), z.boolean())

export function useColumns(projectId: string, columns: readonly ListColumn[]) {
	const key = `dailies.shot-list.${projectId}.columns`
	const [choice, setChoice] = useState<Record<string, boolean>>({})
	useEffect(() => setChoice(readChoice(key)), [key])
	const isShown = ({ id }: ListColumn) =>
		id === 'numberOverride' || (choice[id] ?? (SHOWN.has(id) || id.startsWith('meta.')))
	// biome-ignore lint/correctness/useExhaustiveDependencies: isShown reads choice alone.
	const shown = useMemo(() => columns.filter(isShown), [columns, choice])
	const show = (column: ListColumn, isWanted: boolean) => {
		const next = { ...choice, [column.id]: isWanted }
		setChoice(next)
		try {
			window.localStorage.setItem(key, JSON.stringify(next))
		} catch {
			// A browser that keeps nothing forgets the choice with the page.
		}
	}
	return { shown, isShown, show }
}

function readChoice(key: string): Record<string, boolean> {
	try {
		return ChoiceSchema.parse(JSON.parse(window.localStorage.getItem(key) ?? '{}'))
	} catch {
		return {}
	}
}
