/** The document around every page: theme before first paint, fonts from this server, toasts, tooltips. */
import '@fontsource-variable/inter/wght.css'
import '@fontsource/courier-prime/400.css'
import '@fontsource/courier-prime/400-italic.css'
import '@fontsource/courier-prime/700.css'
import './styles/tokens.css'
import './styles/global.css'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
	Links,
	Meta,
	Outlet,
	Scripts,
	ScrollRestoration,
	useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { initials } from '#core/board/person.ts'
import { useNonce } from './http/nonce.ts'
import { SYSTEM_THEME_SCRIPT, serverTheme, themePreferenceOf } from './ui/theme.ts'
import { ToastProvider } from './ui/toast.tsx'
import { TooltipProvider } from './ui/tooltip.tsx'

export const meta: MetaFunction = () => [{ title: 'Dailies' }]

export const links: LinksFunction = () => [
	{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export async function loader({ request, context }: LoaderFunctionArgs) {
	const { principal } = context
	return {
		themePreference: themePreferenceOf(request.headers.get('Cookie')),
		me: principal && {
			userId: principal.userId,
			name: principal.name,
			initials: initials(principal.name),
			color: principal.color,
			role: principal.role,
		},
	}
}

export function Layout({ children }: { children: ReactNode }) {
	const preference = useRouteLoaderData<typeof loader>('root')?.themePreference ?? 'system'
	const nonce = useNonce()
	return (
		// The theme script may change data-theme before React takes over.
		<html lang="en" data-theme={serverTheme(preference)} suppressHydrationWarning>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="color-scheme" content="dark light" />
				{preference === 'system' ? (
					<script
						nonce={nonce}
						suppressHydrationWarning
						// biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, before first paint.
						dangerouslySetInnerHTML={{ __html: SYSTEM_THEME_SCRIPT }}
					/>
				) : null}
				<Meta />
				<Links />
			</head>
			<body>
				{children}
				<ScrollRestoration nonce={nonce} />
				<Scripts nonce={nonce} />
			</body>
		</html>
	)
}

export default function App() {
	return (
		<TooltipProvider>
			<ToastProvider>
				<Outlet />
			</ToastProvider>
		</TooltipProvider>
	)
}

export { PageError as ErrorBoundary } from './http/error-boundary.tsx'
