/**
 * An offered edit while a person changes it: its parts keep their places, so that one that was left
 * out can be brought back. What comes out is the same typed edit; nothing here knows a screen.
 */
import type { Edit } from '../edit.ts'
import { fingerprint } from '../fingerprint.ts'
import type { Sketch, SketchElement } from '../sketch.ts'
import { boxOf, inFrame, type PartFrame } from './part-outline.ts'
import { nameOfPart } from './part-words.ts'

export interface DraftPart {
	element: SketchElement
	isLeftOut: boolean
}
export interface EditDraft {
	/** Everything but the drawing. */
	edit: Edit
	parts: readonly DraftPart[]
}

export function draftOf(edit: Edit): EditDraft {
	const parts = sketchOfEdit(edit)?.elements ?? []
	return { edit, parts: parts.map((element) => ({ element, isLeftOut: false })) }
}

/** The drawing that an edit brings, if it brings one. */
export function sketchOfEdit(edit: Edit): Sketch | null {
	return edit.type === 'draw' || edit.type === 'insert_panel' ? edit.sketch : null
}

/** The edit that the draft stands for. */
export function editOfDraft({ edit, parts }: EditDraft): Edit {
	if (parts.length === 0) return edit
	const elements = keptParts(parts)
	if (edit.type === 'draw') return { ...edit, sketch: { elements } }
	// A new panel may be taken without its drawing.
	if (edit.type === 'insert_panel')
		return { ...edit, sketch: elements.length === 0 ? null : { elements } }
	return edit
}

export function keptParts(parts: readonly DraftPart[]): SketchElement[] {
	return parts.flatMap(({ element, isLeftOut }) => (isLeftOut ? [] : [element]))
}

export function withPart(draft: EditDraft, at: number, change: Partial<DraftPart>): EditDraft {
	return {
		...draft,
		parts: draft.parts.map((part, i) => (i === at ? { ...part, ...change } : part)),
	}
}

/**
 * Why a changed version cannot be taken, in a sentence; null when it can. What was offered outside
 * the frame may stay there: only what a person changed is held to it.
 */
export function whyNotTaken(offered: Edit, edited: Edit, frame: PartFrame): string | null {
	const sketch = sketchOfEdit(edited)
	if (edited.type === 'draw' && edited.sketch.elements.length === 0) {
		return 'Nothing of the drawing is left. Keep a part of it, or reject the suggestion.'
	}
	const before = new Set(sketchOfEdit(offered)?.elements.map((element) => fingerprint(element)))
	const lost = sketch?.elements.find(
		(element) => !before.has(fingerprint(element)) && !inFrame(boxOf(element, frame), frame),
	)
	if (!lost) return null
	return `${nameOfPart(lost)} lies outside the panel. Move it back in, or leave it out.`
}
