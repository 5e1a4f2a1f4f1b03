import { type ConditionalSchemaConverter, OpenAPIGenerator } from '@orpc/openapi';
import * as z from 'zod';
import { API_PREFIX, PROTOCOL, upstream } from '#shared/contract/upstream.ts';

const zodSchemas: ConditionalSchemaConverter = {
  condition: (schema) => schema instanceof z.ZodType,
  convert: (schema, { strategy }) => {
    if (!(schema instanceof z.ZodType)) return [false, {}];
    // A shape JSON Schema cannot say, such as a payload of any kind, is told as anything.
    const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
      io: strategy === 'input' ? 'input' : 'output',
      unrepresentable: 'any',
    });
    return [!schema.isOptional(), json as never];
  },
};

/** The API as OpenAPI 3.1, made from the contract. */
export function openApiDocument(): Promise<object> {
  return new OpenAPIGenerator({ schemaConverters: [zodSchemas] }).generate(upstream, {
    info: { title: 'Một Cửa upstream', version: String(PROTOCOL) },
    servers: [{ url: API_PREFIX }],
    components: { securitySchemes: { session: { type: 'http', scheme: 'bearer' } } },
  });
}
