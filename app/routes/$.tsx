/** Every address that is none of ours: 404, said plainly. */
import type { MetaFunction } from '@remix-run/node'
import { page } from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'

export const meta: MetaFunction = () => [{ title: 'Nothing here · Dailies' }]

export const loader = page(async (): Promise<null> => {
	throw new AppError('not_found')
})

export default function NothingHereRoute() {
	return null
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
