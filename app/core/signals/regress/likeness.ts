/**
 * How alike two edits are: the same, or the same in part. An edit is taken apart into its single changes
 * (this set-up's size becomes CU), so that a proposal of two fields still meets a wish for one of them.
 */

import type { Edit } from '../../suggestions/edit.ts'
import { editKey } from '../../suggestions/engine.ts'
import { fingerprint } from '../../suggestions/fingerprint.ts'

/** `part`: at least one single change is the same. */
export type Likeness = 'same' | 'part' | 'none'

export function likeness(one: Edit, other: Edit): Likeness {
	if (editKey(one) === editKey(other)) return 'same'
	const theirs = changesOf(other)
	return [...changesOf(one)].some(([what, to]) => theirs.get(what) === to) ? 'part' : 'none'
}

/** The closest of several; `none` when there are none. */
export function closest(one: Edit, others: readonly Edit[]): Likeness {
	const found = new Set(others.map((other) => likeness(one, other)))
	if (found.has('same')) return 'same'
	return found.has('part') ? 'part' : 'none'
}

/** What is changed -> a print of what it becomes. */
function changesOf(edit: Edit): Map<string, string> {
	const changes = new Map<string, string>()
	const set = (what: string, to: unknown) => changes.set(what, fingerprint(to))
	switch (edit.type) {
		case 'set_shot':
			for (const [name, to] of Object.entries(edit.fields)) set(`${edit.shotId} ${name}`, to)
			break
		case 'set_duration':
			set(`${edit.panelId} duration`, edit.durationFrames)
			break
		case 'set_text':
			set(`${edit.panelId} ${edit.field}`, edit.text)
			break
		case 'move_panel':
			set(`${edit.panelId} place`, edit.afterPanelId)
			break
		case 'draw':
			set(`${edit.panelId} drawing`, edit.sketch)
			break
		case 'add_note':
			set(`${edit.panelId} note`, edit.text)
			break
		case 'insert_panel': {
			// A further panel at this place is already a wish, whatever stands in it.
			const place = `after ${edit.afterPanelId}`
			set(place, 'a panel')
			for (const [name, to] of Object.entries(edit.shot ?? {})) set(`${place} ${name}`, to)
		}
	}
	return changes
}
