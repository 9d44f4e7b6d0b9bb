/** Status → sentence: what a person sees when a page cannot be shown. Never a code, never a stack. */
import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { Clapperboard } from 'lucide-react'
import { z } from 'zod'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Crumbs, Topbar } from '#app/ui/topbar.tsx'
import { ERROR_KINDS } from '#core/errors.ts'
import styles from './error-boundary.module.css'

const BodySchema = z.object({ message: z.string() })

const TITLES: Readonly<Record<number, string>> = {
	400: 'That could not be read',
	401: 'By invitation',
	403: 'Not for your role',
	404: 'Nothing here',
	410: 'In the trash',
	413: 'Too large',
	429: 'One moment',
	503: 'The server is busy',
	507: 'The server’s disk is full',
}

/** Title and sentence for a thrown error. */
export function describeError(error: unknown): { status: number; title: string; message: string } {
	if (!isRouteErrorResponse(error)) {
		return { status: 500, title: 'Something went wrong', message: ERROR_KINDS.internal.message }
	}
	const body = BodySchema.safeParse(error.data)
	const byStatus = Object.values(ERROR_KINDS).find((kind) => kind.status === error.status)
	return {
		status: error.status,
		title: TITLES[error.status] ?? 'Something went wrong',
		message: body.success ? body.data.message : (byStatus?.message ?? ERROR_KINDS.internal.message),
	}
}

/** Every route's ErrorBoundary. */
export function PageError() {
	const { status, title, message } = describeError(useRouteError())
	return (
		<div className={styles.page}>
			<Topbar>
				<Crumbs items={[{ label: 'Dailies' }]} />
			</Topbar>
			<main className={styles.middle}>
				<Empty
					icon={<Icon of={Clapperboard} size={20} />}
					title={title}
					actions={<WayOut status={status} />}
				>
					<p>{message}</p>
				</Empty>
			</main>
		</div>
	)
}

function WayOut({ status }: { status: number }) {
	if (status === 401) return null
	if (status === 410) return <ButtonLink to="/trash">Open the trash</ButtonLink>
	return (
		<>
			<ButtonLink to="/" variant="solid">
				All projects
			</ButtonLink>
			{status >= 500 ? <Button onClick={() => window.location.reload()}>Try again</Button> : null}
		</>
	)
}
