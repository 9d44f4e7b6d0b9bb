/** Uploaded pictures by content hash (the bytes lie in DATA_DIR/assets) and cached panel pictures. */
export interface AssetRow {
	/** SHA-256 of the stored bytes, hex; its file name and URL. */
	hash: string
	mediaType: string
	sizeBytes: number
	width: number
	height: number
	uploadedBy: string | null
	createdAt: number
}
export interface AssetStore {
	put(row: AssetRow): Promise<void>
	get(hash: string): Promise<AssetRow | null>
}
