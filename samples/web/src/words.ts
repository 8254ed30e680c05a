// What the API says, in the words of the shop.
import { ProblemError } from "./api/api.js";
import type { Price } from "./client.js";
import { isSignedIn } from "./session.js";

const language = document.documentElement.lang;

export function priceText({ amount, currency }: Price): string {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount / unitsOf(currency));
}

/** The number of minor units: an amount of 1999 EUR is €19.99, and 1999 JPY is ¥1,999. */
export function unitsOf(currency: string): number {
  return 10 ** (new Intl.NumberFormat(language, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2);
}

export function timeText(time: string): string {
  return new Date(time).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

export function pieces(count: number): string {
  return count === 1 ? "1 piece" : `${count} pieces`;
}

export function stockText(stock: number): string {
  return stock === 0 ? "Sold out" : stock <= 10 ? `Only ${stock} left` : `${stock} in stock`;
}

/** What went wrong, as a person reads it. */
export function wordsOf(error: unknown): string {
  // fetch throws a TypeError if there is no answer.
  if (error instanceof TypeError)
    return "The API does not answer. Check the connection and try again.";
  if (!(error instanceof ProblemError))
    return error instanceof Error ? error.message : String(error);
  const { problem, response } = error;
  switch (problem.code) {
    case "unauthenticated":
      return isSignedIn()
        ? `The API does not accept your sign-in. It says: ${[problem.title, problem.detail].filter(text => text).join(". ").replace(/[^.]$/, "$&.")}`
        : "Your sign-in has ended. Sign in again.";
    case "forbidden":
      return "You may not do this.";
    case "insufficient-stock":
      return "There are not enough pieces in stock.";
    case "unknown-product":
      return "The shop does not sell this product any more.";
    case "throttled": {
      const seconds = response.headers.get("Retry-After");
      return `There are too many requests at the moment. Try again${seconds === null ? " later" : ` in ${seconds} s`}.`;
    }
    default:
      return problem.detail ?? `${problem.title}.`;
  }
}
