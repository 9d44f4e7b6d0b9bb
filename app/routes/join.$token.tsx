/** `/join/<token>`: keeps the invitation in a cookie and goes on to an address without it. */
import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { z } from 'zod'
import { cookiesOf, isSecure, page, parseInput } from '#app/http/route.ts'

const ParamsSchema = z.object({ token: z.string().max(100) })

export const meta: MetaFunction = () => [{ title: 'Come in · Dailies' }]

export const loader = page(async ({ request, params, context }: LoaderFunctionArgs) => {
	const { token } = parseInput(params, ParamsSchema)
	const options = { secure: isSecure(request), cookieHeader: cookiesOf(request) }
	const { setCookie, role } = await context.services.auth.redeem(token, options)
	const me = context.principal
	const to = me === null ? '/join' : me.role === role ? '/' : '/join?role'
	return redirect(to, { headers: { 'Set-Cookie': setCookie } })
})

/** Only an address that no longer works is ever shown, by the boundary. */
export default function InvitationRoute() {
	return null
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
