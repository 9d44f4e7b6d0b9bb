/**
 * Short news that passes: what happened and, where there is a way back, the button for it. Never the
 * only place of something that must be acted on; bad news stays until it is closed.
 */
import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import styles from './toast.module.css'

const SHOWN_MS = 6000
const MAX_SHOWN = 3
const GLYPHS = { plain: Info, ok: CircleCheck, danger: TriangleAlert } as const

export interface ToastInput {
	title: string
	description?: ReactNode
	tone?: keyof typeof GLYPHS
	action?: { label: string; onSelect: () => void }
}
type Shown = ToastInput & { key: number }

const ToastContext = createContext<(toast: ToastInput) => void>(() => {})

/** Shows a toast: `const toast = useToast(); toast({ title: 'Panel moved' })`. */
export function useToast(): (toast: ToastInput) => void {
	return useContext(ToastContext)
}

/** Once around the app. */
export function ToastProvider({ children }: { children: ReactNode }) {
	const [shown, setShown] = useState<Shown[]>([])
	const nextKey = useRef(0)
	const show = useCallback((toast: ToastInput) => {
		nextKey.current += 1
		const key = nextKey.current
		setShown((current) => [...current, { ...toast, key }].slice(-MAX_SHOWN))
	}, [])
	const close = (key: number) => setShown((current) => current.filter((toast) => toast.key !== key))
	return (
		<ToastContext.Provider value={show}>
			<Radix.Provider swipeDirection="right" label="News">
				{children}
				{shown.map((toast) => (
					<OneToast key={toast.key} toast={toast} onClose={() => close(toast.key)} />
				))}
				<Radix.Viewport className={styles.viewport} label="News ({hotkey})" />
			</Radix.Provider>
		</ToastContext.Provider>
	)
}

function OneToast({ toast, onClose }: { toast: ToastInput; onClose: () => void }) {
	const { tone = 'plain', action } = toast
	return (
		<Radix.Root
			className={cx(styles.toast, tone !== 'plain' && styles[tone])}
			duration={tone === 'danger' ? Number.POSITIVE_INFINITY : SHOWN_MS}
			type={tone === 'danger' ? 'foreground' : 'background'}
			onOpenChange={(open) => {
				if (!open) onClose()
			}}
		>
			<span className={styles.icon}>
				<Icon of={GLYPHS[tone]} />
			</span>
			<div className={styles.text}>
				<Radix.Title className={styles.title}>{toast.title}</Radix.Title>
				{toast.description ? <Radix.Description>{toast.description}</Radix.Description> : null}
			</div>
			<div className={styles.actions}>
				{action ? (
					<Radix.Action asChild altText={action.label}>
						<Button variant="plain" size="small" onClick={action.onSelect}>
							{action.label}
						</Button>
					</Radix.Action>
				) : null}
				<Radix.Close asChild>
					<IconButton label="Close" size="small">
						<Icon of={X} size={14} />
					</IconButton>
				</Radix.Close>
			</div>
		</Radix.Root>
	)
}
