/** Addresses of a film, a scene, a shot and a panel, as people send them to one another. */
export interface LinkPlace {
	projectId: string
	sceneId: string
}

export function filmLink({ projectId }: Pick<LinkPlace, 'projectId'>): string {
	return `/projects/${projectId}`
}

export function sceneLink({ projectId, sceneId }: LinkPlace): string {
	return `/projects/${projectId}/scenes/${sceneId}`
}

/** `panelId` as in the document, `shape:…`. */
export function panelLink(place: LinkPlace, panelId: string): string {
	return `${sceneLink(place)}?panel=${encodeURIComponent(panelId.replace(/^shape:/, ''))}`
}

/** `shotId` as in the document, `shot:…`. */
export function shotLink(place: LinkPlace, shotId: string): string {
	return `${sceneLink(place)}?shot=${encodeURIComponent(shotId.replace(/^shot:/, ''))}`
}

/** The record that an address names, or null. */
export function linkedRecord(search: URLSearchParams): string | null {
	const panel = search.get('panel')
	if (panel) return `shape:${panel}`
	const shot = search.get('shot')
	return shot ? `shot:${shot}` : null
}
