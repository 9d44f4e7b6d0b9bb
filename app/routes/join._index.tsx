/** `/join`: choose a name; then on to where the visitor was going. */
import {
	type ActionFunctionArgs,
	type LoaderFunctionArgs,
	type MetaFunction,
	redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { JoinFormSchema } from '#app/features/auth/join-form.ts'
import { ChooseName, TakeRole } from '#app/features/auth/join-page.tsx'
import {
	cookiesOf,
	form,
	isSecure,
	page,
	readForm,
	requirePrincipal,
	safePath,
} from '#app/http/route.ts'
import { AppError } from '#core/errors.ts'

export const meta: MetaFunction = () => [{ title: 'Come in · Dailies' }]

export const loader = page(async ({ request, context }: LoaderFunctionArgs) => {
	const { auth } = context.services
	const me = context.principal
	const role = await auth.invitedRole(cookiesOf(request))
	if (auth.shared && !me && !role) throw new AppError('invitation_needed')
	const { searchParams } = new URL(request.url)
	return {
		to: safePath(searchParams.get('to')),
		role,
		me: me && { name: me.name, role: me.role },
		asksRole: searchParams.has('role') && me !== null && role !== null && role !== me.role,
	}
})

export const action = form(async (args: ActionFunctionArgs) => {
	const { auth, rooms } = args.context.services
	const { request } = args
	const cookieHeader = cookiesOf(request)
	const sent = await readForm(request, JoinFormSchema)
	if (sent.intent === 'role') {
		const me = requirePrincipal(args)
		await auth.takeInvitedRole(me, cookieHeader)
		rooms.reconnectUser(me.userId)
		throw redirect(safePath(sent.to))
	}
	const { principal, setCookie } = await auth.join({
		name: sent.name,
		cookieHeader,
		secure: isSecure(request),
	})
	if (args.context.principal) rooms.reconnectUser(principal.userId)
	throw redirect(safePath(sent.to), { headers: { 'Set-Cookie': setCookie } })
})

export default function JoinRoute() {
	const { to, role, me, asksRole } = useLoaderData<typeof loader>()
	const error = useActionData<typeof action>()?.message ?? null
	if (asksRole && me && role)
		return <TakeRole {...{ to, error, role }} name={me.name} from={me.role} />
	return <ChooseName {...{ to, error }} role={me ? null : role} name={me?.name ?? null} />
}

export { PageError as ErrorBoundary } from '#app/http/error-boundary.tsx'
