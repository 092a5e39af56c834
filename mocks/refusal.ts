import { isLiveRun, providerAt } from './live-address.ts'

/**
 * The error of a request to a host that nobody simulates and that belongs to nobody who is live.
 *
 * @param host the name or address it was sent to
 */
export function networkRefusal(host: string): Refusal {
  return refusal(
    isLiveRun()
      ? `Requests go to the providers that are live, and ${host} belongs to none of them; nobody simulates it here ` +
          'either: the request was not sent. Check the address; a server in between is named in a variable, as in OPENAI_BASE_URL.'
      : `In mock mode nothing leaves this machine, and nobody simulates ${host} here: ` +
          'the request was not sent. Check the address, or run with --live to reach real providers.',
  )
}

/**
 * The error of a WebSocket to anywhere but this machine. Providers are not simulated over it, and a live one would cost by the minute.
 *
 * @param host the name or address it was to be opened to
 */
export function webSocketRefusal(host: string): Refusal {
  if (isLiveRun())
    return refusal(
      `A WebSocket to ${host} was not opened, because it costs for as long as it is open and the budget could not be kept. ` +
        "Use one of the provider's APIs over HTTP, or run your program without the workbook.",
    )
  return providerAt(host) === undefined
    ? networkRefusal(host)
    : refusal(
        `A WebSocket to ${host} was not opened, because providers are simulated over HTTP alone. ` +
          'Use one of its APIs over HTTP, or run your program without the workbook.',
      )
}

/** With a code and a number, as the errors of real connections have, so that every client takes it for one. */
type Refusal = Error & { code: string; errno: number }

function refusal(message: string): Refusal {
  return Object.assign(new Error(message), { name: 'MockNetworkError', code: 'ERR_MOCK_NETWORK', errno: -1 })
}
