/** A key cap, shown inside the button that the key presses and at the right in menus and tooltips. */
import type { ReactNode } from 'react'
import styles from './kbd.module.css'

export function Kbd({ children }: { children: ReactNode }) {
	return <kbd className={styles.kbd}>{children}</kbd>
}
