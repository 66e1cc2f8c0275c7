import { router } from '../platform/http.ts';

export const subscriptionRoutes = router();
