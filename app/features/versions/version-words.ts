/** Versions in words: why there is one, and when it was. */
import type { VersionItem } from './ask-versions.ts'

export function versionName({ kind, name }: Pick<VersionItem, 'kind' | 'name'>): string {
	if (name !== null) return name
	return kind === 'safety' ? 'Before a restore' : 'Kept by itself'
}

/** `Sat 28 Nov, 02:40`, in the reader's own time. */
export function momentWords(at: number): string {
	return new Date(at).toLocaleString([], {
		...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
	})
}

export function panelsWords(count: number): string {
	return count === 1 ? '1 panel' : `${count} panels`
}
