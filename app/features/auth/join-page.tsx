/**
 * The door: one field, one button. Somebody who is inside already comes here to change their name,
 * or, by another invitation, is asked whether to take its role (docs/decisions/011).
 */
import { Form, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Mark } from '#app/ui/topbar.tsx'
import { MAX_NAME_LENGTH } from '#core/board/person.ts'
import type { Role } from '#core/board/role.ts'
import styles from './join-page.module.css'
import { ROLE_PROMISES, ROLE_WORDS } from './role-words.ts'

/** Where to go afterwards: a path on this server. */
interface Onward {
	to: string
	error: string | null
}

export function ChooseName(props: Onward & { role: Role | null; name: string | null }) {
	const { role, name, to, error } = props
	return (
		<Card
			title={name === null ? 'What is your name?' : 'Change your name'}
			words={
				<>
					{role ? (
						<p>
							You come in as {ROLE_WORDS[role]}. {ROLE_PROMISES[role]}
						</p>
					) : null}
					<p>Others see it beside what you draw.</p>
				</>
			}
		>
			<Form method="post" className={styles.form}>
				<input type="hidden" name="intent" value="name" />
				<input type="hidden" name="to" value={to} />
				<TextField
					label="Your name"
					hideLabel
					name="name"
					size="large"
					defaultValue={name ?? ''}
					placeholder="Ana Reis"
					autoComplete="name"
					maxLength={MAX_NAME_LENGTH}
					error={error}
					required
					// The page has this one thing to do.
					autoFocus
				/>
				<div className={styles.actions}>
					<Submit>{name === null ? 'Come in' : 'Save'}</Submit>
					{name === null ? null : (
						<ButtonLink to={to} size="large" variant="plain">
							Cancel
						</ButtonLink>
					)}
				</div>
			</Form>
		</Card>
	)
}

export function TakeRole(props: Onward & { name: string; from: Role; role: Role }) {
	const { name, from, role, to, error } = props
	return (
		<Card
			title={`Go on as ${ROLE_WORDS[role]}?`}
			words={
				<>
					<p>
						You are here as {name}, {ROLE_WORDS[from]}. This invitation is for the role of{' '}
						{ROLE_WORDS[role]}. {ROLE_PROMISES[role]}
					</p>
					{error ? <p role="alert">{error}</p> : null}
				</>
			}
		>
			<Form method="post" className={styles.actions}>
				<input type="hidden" name="intent" value="role" />
				<input type="hidden" name="to" value={to} />
				<Submit>Go on as {ROLE_WORDS[role]}</Submit>
				<ButtonLink to={to} size="large">
					Stay {ROLE_WORDS[from]}
				</ButtonLink>
			</Form>
		</Card>
	)
}

function Card(props: { title: string; words: ReactNode; children: ReactNode }) {
	return (
		<main className={styles.page}>
			<div className={styles.card}>
				<div className={styles.mark}>
					<Mark />
					Dailies
				</div>
				<div className={styles.words}>
					<h1>{props.title}</h1>
					{props.words}
				</div>
				{props.children}
			</div>
		</main>
	)
}

function Submit({ children }: { children: ReactNode }) {
	const { state } = useNavigation()
	return (
		<Button type="submit" variant="solid" size="large" busy={state !== 'idle'}>
			{children}
		</Button>
	)
}
