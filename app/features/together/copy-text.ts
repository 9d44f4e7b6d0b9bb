/**
 * Puts words on the clipboard, also where the page is not secure (plain http on a studio's network),
 * where browsers have only the older way.
 */
export async function copyText(text: string): Promise<boolean> {
	try {
		if (navigator.clipboard) {
			await navigator.clipboard.writeText(text)
			return true
		}
	} catch {
		// Not allowed: the older way may be.
	}
	return copyBySelecting(text)
}

function copyBySelecting(text: string): boolean {
	const before = document.activeElement
	const area = document.createElement('textarea')
	area.value = text
	area.style.position = 'fixed'
	area.style.opacity = '0'
	document.body.append(area)
	area.select()
	try {
		return document.execCommand('copy')
	} finally {
		area.remove()
		if (before instanceof HTMLElement) before.focus()
	}
}
