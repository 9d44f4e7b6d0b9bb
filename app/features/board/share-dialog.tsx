/** How others come in: by the address and an invitation when shared, by the command when not. */
import { useState } from 'react'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import styles from './share-dialog.module.css'

export function ShareDialog(props: {
	open: boolean
	onOpenChange: (open: boolean) => void
	shared: boolean
}) {
	return (
		<Dialog open={props.open} onOpenChange={props.onOpenChange} title="Work on this together">
			{props.shared ? <SharedWords /> : <AloneWords />}
		</Dialog>
	)
}

function SharedWords() {
	return (
		<div className={styles.words}>
			<p>
				This server is shared by invitation. Whoever started it sees one link per role: editor,
				writer, commenter, viewer. Send the link of the role, then this address.
			</p>
			<CopyLine label="Copy the address" text={window.location.href} />
		</div>
	)
}

function AloneWords() {
	return (
		<div className={styles.words}>
			<p>Only this computer can open the board now. Stop the server and start it like this:</p>
			<CopyLine label="Copy the command" text="npm start -- --share" />
			<p>
				It prints one invitation link per role. Everyone on your network who has a link can come in;
				nobody else can. Nothing on the board changes.
			</p>
		</div>
	)
}

function CopyLine({ label, text }: { label: string; text: string }) {
	const [copied, setCopied] = useState(false)
	const copy = () => {
		// The clipboard needs https outside this computer; the words can be selected by hand then.
		void navigator.clipboard?.writeText(text).then(
			() => setCopied(true),
			() => setCopied(false),
		)
	}
	return (
		<div className={styles.line}>
			<code>{text}</code>
			<Button onClick={copy}>{copied ? 'Copied' : label}</Button>
		</div>
	)
}
