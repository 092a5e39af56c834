/**
 * The error of a request to a host that nobody simulates.
 *
 * @param host the name or address it was sent to
 */
export function networkRefusal(host: string): Error & { code: string } {
  const message =
    `In mock mode nothing leaves this machine, and nobody simulates ${host} here: ` +
    'the request was not sent. Check the address, or run with --live to reach real providers.'
  // With a code, as the errors of real connections have, so that every client takes it for one.
  return Object.assign(new Error(message), { name: 'MockNetworkError', code: 'ERR_MOCK_NETWORK' })
}
