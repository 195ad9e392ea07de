/** The name of an account as a notice prints it, without its platform: 金水发布（微信） is 金水发布. */
export const bareAccountName = (printed: string): string => printed.replace(/[（(][^（(]*[）)]$/u, '');
