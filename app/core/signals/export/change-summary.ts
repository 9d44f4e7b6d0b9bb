/** What differs between two edits, field by field, in words that follow from them alone. */
import { z } from 'zod'

const Plain = z.record(z.string(), z.json())
const MAX_VALUE_CHARS = 200

/** `durationFrames: 48 → 36; text: “a” → “b”`; both given as JSON. */
export function changeSummary(before: string, after: string): string {
	const from = flatten(parsed(before))
	const to = flatten(parsed(after))
	const names = [...new Set([...from.keys(), ...to.keys()])].sort()
	const changed = names.filter((name) => from.get(name) !== to.get(name))
	return changed
		.map((name) => `${name}: ${from.get(name) ?? 'nothing'} → ${to.get(name) ?? 'nothing'}`)
		.join('; ')
}

function parsed(text: string): Record<string, z.core.util.JSONType> {
	try {
		const found = Plain.safeParse(JSON.parse(text))
		return found.success ? found.data : {}
	} catch {
		return {}
	}
}

function flatten(value: Record<string, z.core.util.JSONType>, path = ''): Map<string, string> {
	const flat = new Map<string, string>()
	for (const [name, each] of Object.entries(value)) {
		const at = path === '' ? name : `${path}.${name}`
		const inside = Array.isArray(each) ? null : Plain.safeParse(each)
		if (inside?.success) for (const [key, text] of flatten(inside.data, at)) flat.set(key, text)
		else flat.set(at, JSON.stringify(each).slice(0, MAX_VALUE_CHARS))
	}
	return flat
}
