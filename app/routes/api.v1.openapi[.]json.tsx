/** The public API as OpenAPI 3.1, for programs that read such descriptions. It holds nothing of anybody. */
import { api } from '#app/http/route.ts'
import { openApiDocument } from '#core/api/openapi.ts'

export const loader = api(async () => Response.json(openApiDocument()))
