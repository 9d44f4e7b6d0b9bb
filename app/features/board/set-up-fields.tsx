/** Which set-up the panel in hand belongs to, and that set-up's number. */
import { useValue } from 'tldraw'
import { SelectField } from '#app/ui/field.tsx'
import type { BoardModel } from './board-model.ts'
import { getPanel, getShot } from './board-records.ts'
import { DraftField } from './draft-field.tsx'
import type { BoardHand } from './panel-actions.ts'
import { panelBeforeOf, setSetUp, setShotFields, sharesSetUp } from './shot-fields.ts'

interface FieldsOf {
	hand: BoardHand
	panelId: string
	canEdit: boolean
}

export function SetUpChoice({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const shared = useValue('shared', () => sharesSetUp(hand, panelId), [hand, panelId])
	const own = useValue('set-up name', () => numberOfShot(model, panelId), [model, panelId])
	const before = useValue('set-up before', () => {
		const panel = panelBeforeOf(hand, panelId)
		const isOther =
			panel?.props.shotId && panel.props.shotId !== getPanel(model.store, panelId)?.props.shotId
		return isOther ? (model.shotNumbers.get().get(panel.props.shotId ?? '') ?? '') : null
	}, [hand, panelId])
	const options = [
		{ value: 'now', label: shared ? `${own}, with other panels` : `${own}, this panel alone` },
		...(before === null ? [] : [{ value: 'before', label: `${before}, as the panel before` }]),
		...(shared ? [{ value: 'own', label: 'A set-up of its own' }] : []),
	]
	return (
		<SelectField
			layout="row"
			label="Set-up"
			value="now"
			options={options}
			disabled={!canEdit}
			onValueChange={(choice) => {
				if (choice === 'own' || choice === 'before') setSetUp(hand, panelId, choice)
			}}
		/>
	)
}

/** The earlier set-up whose camera this shot returns to; it then has that one's number. */
export function ReturnsTo({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const shot = useValue('shot', () => shotOf(model, panelId), [model, panelId])
	const earlier = useValue('earlier set-ups', () => earlierSetUps(model, panelId), [model, panelId])
	if (!shot || (earlier.length === 0 && shot.setUpOf === null)) return null
	return (
		<SelectField
			layout="row"
			label="Returns to"
			value={earlier.some(({ value }) => value === shot.setUpOf) ? (shot.setUpOf ?? '') : ''}
			options={earlier}
			emptyLabel="A new set-up"
			placeholder="A new set-up"
			disabled={!canEdit}
			onValueChange={(value) => {
				const setUpOf = earlier.find((one) => one.value === value)?.value ?? null
				setShotFields(hand, panelId, { setUpOf })
			}}
		/>
	)
}

export function SetUpNumber({ hand, panelId, canEdit }: FieldsOf) {
	const { model } = hand
	const shot = useValue('shot', () => shotOf(model, panelId), [model, panelId])
	const derived = useValue('number', () => numberOfShot(model, panelId), [model, panelId])
	const typed = shot?.numberOverride ?? ''
	const onSet = (text: string) => {
		if (text.length > 20) return 'A number has at most 20 letters.'
		setShotFields(hand, panelId, { numberOverride: text || null })
		return null
	}
	const byOrder = shot?.lockedNumber ? 'locked' : 'by order'
	return (
		<DraftField
			label="Number"
			value={typed}
			placeholder={derived}
			suffix={typed ? 'set by hand' : byOrder}
			disabled={!canEdit}
			onSet={onSet}
		/>
	)
}

function shotOf(model: BoardModel, panelId: string) {
	return getShot(model.store, getPanel(model.store, panelId)?.props.shotId ?? null)
}

function numberOfShot(model: BoardModel, panelId: string): string {
	const shotId = getPanel(model.store, panelId)?.props.shotId
	return model.shotNumbers.get().get(shotId ?? panelId) ?? ''
}

/** Set-ups that stand before the panel's own and return to none themselves. */
function earlierSetUps(model: BoardModel, panelId: string) {
	const own = getPanel(model.store, panelId)?.props.shotId
	const found = new Map<string, { value: `shot:${string}`; label: string }>()
	for (const { props } of model.panels.get()) {
		if (props.shotId === own) break
		const shot = getShot(model.store, props.shotId)
		if (!shot || shot.setUpOf !== null) continue
		found.set(shot.id, { value: shot.id, label: model.shotNumbers.get().get(shot.id) ?? '' })
	}
	return [...found.values()]
}
