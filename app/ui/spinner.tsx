/** A turning ring for work whose length is not known; say in words beside it what is going on. */
import styles from './spinner.module.css'

export function Spinner() {
	return <span className={styles.spinner} aria-hidden />
}
