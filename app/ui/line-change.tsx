/** A line with the words that go and come in it; the words around them stay plain. */
import { changedWords } from './changed-words.ts'
import styles from './line-change.module.css'

export function LineChange({ before, after }: { before: string; after: string }) {
	const { head, gone, come, tail } = changedWords(before, after)
	return (
		<>
			{head}
			{gone === '' ? null : <del className={styles.gone}>{gone}</del>}
			{gone !== '' && come !== '' ? ' ' : ''}
			{come === '' ? null : <ins className={styles.come}>{come}</ins>}
			{tail}
		</>
	)
}
