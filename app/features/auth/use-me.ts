/** The visitor as the root route knows them, on any page. */
import { useRouteLoaderData } from '@remix-run/react'
import type { loader } from '#app/root.tsx'

/** Who looks at the page, or null until they chose a name. */
export function useMe() {
	return useRouteLoaderData<typeof loader>('root')?.me ?? null
}
