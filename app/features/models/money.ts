/** A sum in the film's currency; small ones with what makes them more than nothing. */
export function money(sum: number, currency: string): string {
	const digits = sum !== 0 && Math.abs(sum) < 0.1 ? 4 : 2
	return `${sum.toFixed(digits)} ${currency}`
}
