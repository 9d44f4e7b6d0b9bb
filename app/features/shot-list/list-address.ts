/** What a shot list shows, as its address says it, so that a view can be sent to somebody. */
import type { Arrangement } from '#core/shot-list/arrange-rows.ts'
import type { RowKind } from '#core/shot-list/list-row.ts'

export interface ListView extends Arrangement {
	kind: RowKind
}

export function readAddress(params: URLSearchParams): ListView {
	const filters: Record<string, string[]> = {}
	for (const [name, value] of params)
		if (name.startsWith('f.')) filters[name.slice(2)] = value.split('|')
	const sort = params.get('sort')
	return {
		filters,
		query: params.get('q') ?? '',
		sceneId: params.get('scene'),
		kind: params.get('rows') === 'panels' ? 'panel' : 'shot',
		groupBy: params.get('group') ?? 'scene',
		sort: sort ? { columnId: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') } : null,
	}
}

export function writeAddress(view: ListView): URLSearchParams {
	const { query, sceneId, kind, groupBy, sort, filters } = view
	const params = new URLSearchParams()
	if (query) params.set('q', query)
	if (sceneId) params.set('scene', sceneId)
	if (kind === 'panel') params.set('rows', 'panels')
	if (groupBy !== 'scene') params.set('group', groupBy)
	if (sort) params.set('sort', (sort.isDescending ? '-' : '') + sort.columnId)
	for (const [id, values] of Object.entries(filters))
		if (values.length > 0) params.set(`f.${id}`, values.join('|'))
	return params
}
