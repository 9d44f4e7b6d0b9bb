/** The picture at the head of each printed page: a company's mark, brought in once and kept with the film. */
import { ImagePlus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { IconButton } from '#app/ui/icon-button.tsx'
import styles from './print-page.module.css'

export function LogoField(props: {
	/** Null = none. */
	hash: string | null
	upload: (file: File) => Promise<string>
	onChange: (hash: string | null) => void
}) {
	const { hash, upload, onChange } = props
	const input = useRef<HTMLInputElement>(null)
	const [isBusy, setBusy] = useState(false)
	const [problem, setProblem] = useState<string | null>(null)
	const bring = async (file: File | undefined) => {
		if (!file) return
		setBusy(true)
		setProblem(null)
		try {
			onChange(await upload(file))
		} catch (error) {
			setProblem(error instanceof Error ? error.message : 'The picture could not be brought in.')
		}
		setBusy(false)
	}
	return (
		<div className={styles.logo}>
			{hash ? <img src={`/assets/${hash}`} alt="Logo as printed" /> : null}
			<Button
				size="small"
				busy={isBusy}
				icon={<Icon of={ImagePlus} size={14} />}
				onClick={() => input.current?.click()}
			>
				{hash ? 'Another logo' : 'Add a logo'}
			</Button>
			{hash ? (
				<IconButton label="Print no logo" size="small" onClick={() => onChange(null)}>
					<Icon of={Trash2} />
				</IconButton>
			) : null}
			<input
				ref={input}
				type="file"
				hidden
				aria-label="Picture of the logo"
				accept="image/png,image/jpeg,image/webp"
				onChange={(event) => {
					void bring(event.target.files?.[0])
					event.target.value = ''
				}}
			/>
			{problem ? <p role="alert">{problem}</p> : null}
		</div>
	)
}
