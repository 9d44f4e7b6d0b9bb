/** `POST /leave`: ends the session of this browser. */
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { form, isSecure, requirePrincipal } from '#app/http/route.ts'

export const loader = () => redirect('/')

export const action = form(async (args: ActionFunctionArgs) => {
	const me = requirePrincipal(args)
	const { auth, rooms } = args.context.services
	const { setCookie } = await auth.leave(me, { secure: isSecure(args.request) })
	rooms.reconnectUser(me.userId)
	throw redirect('/join', { headers: { 'Set-Cookie': setCookie } })
})
