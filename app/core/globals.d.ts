/**
 * The few globals that browsers, workers and Node share and that app/core may use. Everything else
 * (DOM, Node, timers) is an argument, so that core compiles with no environment types.
 */
interface TextEncoder {
	encode(input?: string): Uint8Array<ArrayBuffer>
}
declare var TextEncoder: { new (): TextEncoder }
interface TextDecoder {
	decode(input?: Uint8Array): string
}
declare var TextDecoder: {
	new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder
}
declare function atob(data: string): string
declare function btoa(data: string): string
declare function structuredClone<T>(value: T): T
