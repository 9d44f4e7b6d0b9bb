// @vitest-environment jsdom
import type { TLStore } from '@tldraw/tlschema'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { boardRecords, panel } from '#tests/convergence/records.ts'
import { createPlainStore } from './create-plain-store.ts'
import { useTextField, writeText } from './use-text-field.ts'

let root: Root
let store: TLStore
let starts = 0

function Field() {
	const field = useTextField({
		store,
		recordId: 'shape:p',
		path: 'props.action',
		maxLength: 30,
		onEditStart: () => starts++,
	})
	return <textarea ref={field.ref} value={field.value} {...field.handlers} />
}

const area = () => document.querySelector('textarea') as HTMLTextAreaElement
const actionOf = () => Object(store.get(panel('p').id)).props.action
const remote = (text: string) =>
	act(() => store.mergeRemoteChanges(() => writeText(store, 'shape:p', 'props.action', text)))
/** What a browser does when somebody types: the element changes, then the event comes. */
function typed(text: string) {
	const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
	setter?.call(area(), text)
	area().dispatchEvent(new Event('input', { bubbles: true }))
}

beforeEach(() => {
	Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
	store = createPlainStore()
	starts = 0
	store.put([...boardRecords(), panel('p', { props: { action: 'A man waits.' } })] as never)
	const place = document.body.appendChild(document.createElement('div'))
	root = createRoot(place)
	act(() => root.render(<Field />))
	act(() => area().focus())
})
afterEach(() => {
	act(() => root.unmount())
	document.body.replaceChildren()
})

describe('a text field', () => {
	it('writes what is typed into the record, cut to its limit, and marks the start once', () => {
		act(() => typed('A man waits. Rain.'))
		act(() => typed('A man waits. Rain falls on the town.'))

		expect(actionOf()).toBe('A man waits. Rain falls on the')
		expect(starts).toBe(1)
	})

	it('[T1] keeps caret and selection on their words when others type before them', () => {
		area().setSelectionRange(6, 11)

		remote('Night. A tall man waits.')

		expect(area().value).toBe('Night. A tall man waits.')
		expect(area().value.slice(area().selectionStart, area().selectionEnd)).toBe('waits')
	})

	it('[T1] leaves the caret alone when others type after it', () => {
		area().setSelectionRange(5, 5)

		remote('A man waits. Rain.')

		expect([area().selectionStart, area().selectionEnd]).toEqual([5, 5])
	})

	it('[T2] changes nothing under an input method, and merges when it is done', () => {
		act(
			() => void area().dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true })),
		)
		act(() => typed('A man waits.日'))
		remote('A tall man waits.')
		expect(area().value).toBe('A man waits.日')
		expect(actionOf()).toBe('A tall man waits.')

		act(() => typed('A man waits.日本'))
		act(() => void area().dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })))

		expect(actionOf()).toBe('A tall man waits.日本')
		expect(area().value).toBe('A tall man waits.日本')
	})
})
